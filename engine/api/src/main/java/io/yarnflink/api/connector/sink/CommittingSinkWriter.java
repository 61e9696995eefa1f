package io.yarnflink.api.connector.sink;

import java.io.IOException;
import java.util.Collection;

/** A writer whose output becomes visible when it is committed. */
public interface CommittingSinkWriter<InputT, CommittableT> extends SinkWriter<InputT> {
    /** What was written since the last call, ready to be committed; called after {@link #flush}. */
    Collection<CommittableT> prepareCommit() throws IOException, InterruptedException;
}

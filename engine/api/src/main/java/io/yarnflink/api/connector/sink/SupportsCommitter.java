package io.yarnflink.api.connector.sink;

import io.yarnflink.api.io.SimpleVersionedSerializer;
import java.io.IOException;

/** A sink whose output is committed; its writers must be {@link CommittingSinkWriter}s. */
public interface SupportsCommitter<CommittableT> {
    Committer<CommittableT> createCommitter(CommitterInitContext context) throws IOException;

    SimpleVersionedSerializer<CommittableT> getCommittableSerializer();
}

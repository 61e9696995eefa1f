package io.yarnflink.api.connector.sink;

import java.io.IOException;
import java.util.List;

/** A writer with state. */
public interface StatefulSinkWriter<InputT, WriterStateT> extends SinkWriter<InputT> {
    List<WriterStateT> snapshotState(long checkpointId) throws IOException;
}

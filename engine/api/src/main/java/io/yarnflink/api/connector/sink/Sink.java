package io.yarnflink.api.connector.sink;

import java.io.IOException;
import java.io.Serializable;

/** Where records leave the job. */
public interface Sink<InputT> extends Serializable {
    SinkWriter<InputT> createWriter(WriterInitContext context) throws IOException;
}

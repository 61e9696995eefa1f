package io.yarnflink.api.functions.sink.v2;

import io.yarnflink.api.connector.sink.Sink;
import io.yarnflink.api.connector.sink.SinkWriter;
import io.yarnflink.api.connector.sink.WriterInitContext;
import java.io.IOException;

/** Lets all records go, for {@code sinkTo}. */
public class DiscardingSink<IN> implements Sink<IN> {
    @Override
    public SinkWriter<IN> createWriter(WriterInitContext context) throws IOException {
        return new SinkWriter<>() {
            @Override
            public void write(IN element, Context ignored) {}

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }
}

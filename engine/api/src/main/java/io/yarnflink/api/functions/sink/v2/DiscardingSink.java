package io.yarnflink.api.functions.sink.v2;

import io.yarnflink.api.connector.sink.Sink;
import io.yarnflink.api.connector.sink.SinkWriter;
import io.yarnflink.api.connector.sink.WriterInitContext;
import java.io.IOException;

/** Lets all records go, for {@code sinkTo}. */
public class DiscardingSink<IN> implements Sink<IN> {
    @Override
    public SinkWriter<IN> createWriter(WriterInitContext context) throws IOException {
        return new Discarding<>();
    }

    @Override
    public SinkWriter<IN> createWriter(InitContext context) throws IOException {
        return new Discarding<>();
    }

    /** Keeps nothing. */
    private static final class Discarding<IN> implements SinkWriter<IN> {
        @Override
        public void write(IN element, Context context) {}

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}

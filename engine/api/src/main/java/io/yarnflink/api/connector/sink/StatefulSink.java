package io.yarnflink.api.connector.sink;

import java.io.IOException;
import java.util.Collection;

/** A sink whose writers have state, in one interface. */
public interface StatefulSink<InputT, WriterStateT> extends Sink<InputT>, SupportsWriterState<InputT, WriterStateT> {
    @Override
    StatefulSinkWriter<InputT, WriterStateT> restoreWriter(
            WriterInitContext context, Collection<WriterStateT> recoveredState) throws IOException;

    /** The writer of such a sink, under its older name. */
    interface StatefulSinkWriter<InputT, WriterStateT>
            extends io.yarnflink.api.connector.sink.StatefulSinkWriter<InputT, WriterStateT> {}
}

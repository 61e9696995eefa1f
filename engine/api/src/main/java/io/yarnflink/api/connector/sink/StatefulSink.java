package io.yarnflink.api.connector.sink;

import java.io.IOException;
import java.util.Collection;

/** A sink whose writers have state, in one interface; one of the two {@code restoreWriter} is to be overridden. */
public interface StatefulSink<InputT, WriterStateT> extends Sink<InputT>, SupportsWriterState<InputT, WriterStateT> {
    @Override
    default StatefulSinkWriter<InputT, WriterStateT> restoreWriter(
            WriterInitContext context, Collection<WriterStateT> recoveredState) throws IOException {
        return restoreWriter(new InitContextWrapper(context), recoveredState);
    }

    /** As sinks of release 1 have it. */
    default StatefulSinkWriter<InputT, WriterStateT> restoreWriter(
            InitContext context, Collection<WriterStateT> recoveredState) throws IOException {
        throw new IllegalStateException(
                getClass().getName() + " must override restoreWriter(WriterInitContext, ...), and does not");
    }

    /** The writer of such a sink, under its older name. */
    interface StatefulSinkWriter<InputT, WriterStateT>
            extends io.yarnflink.api.connector.sink.StatefulSinkWriter<InputT, WriterStateT> {}

    /** The same under its older name. */
    interface WithCompatibleState extends SupportsWriterState.WithCompatibleState {}
}

package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;

/** Gives the operator after it a copy of its own of each value, so that neither sees the other's changes. */
public final class CopyingInput<T> extends Input<T> {
    private final String producerName;
    private final TypeSerializer<T> serializer;
    private final Input<T> next;

    public CopyingInput(String producerName, TypeSerializer<T> serializer, Input<T> next) {
        this.producerName = producerName;
        this.serializer = serializer;
        this.next = next;
    }

    @Override
    @SuppressWarnings("NullAway") // Null goes through as it is; what to make of it is the next function's choice.
    public void process(T value, long timestamp) {
        next.process(value == null ? null : copy(value), timestamp);
    }

    private T copy(T value) {
        try {
            return serializer.copy(value);
        } catch (RuntimeException e) {
            throw new OperatorException(producerName, FailureKind.USER_CODE, e);
        }
    }

    @Override
    public void watermark(long timestamp) {
        next.watermark(timestamp);
    }

    @Override
    public void status(WatermarkStatus status) {
        next.status(status);
    }

    @Override
    public void endOfInput() {
        next.endOfInput();
    }
}

package io.yarnflink.testkit.harness;

import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Keeps what an operator emits. */
final class Captured extends Input<Object> {
    private final ConcurrentLinkedQueue<Object> elements = new ConcurrentLinkedQueue<>();
    private final @Nullable TypeSerializer<Object> serializer;

    /** Keeps copies if there is a serializer: functions may change what they emitted. */
    Captured(@Nullable TypeSerializer<Object> serializer) {
        this.serializer = serializer;
    }

    ConcurrentLinkedQueue<Object> elements() {
        return elements;
    }

    @Override
    public void process(Object value, long timestamp) {
        elements.add(
                new StreamRecord<>(serializer == null || value == null ? value : serializer.copy(value), timestamp));
    }

    @Override
    public void watermark(long timestamp) {
        elements.add(new Watermark(timestamp));
    }

    @Override
    public void status(WatermarkStatus status) {
        elements.add(status);
    }

    @Override
    public void endOfInput() {}
}

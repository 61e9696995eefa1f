package io.yarnflink.taskmanager.operators.legacy;

import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.functions.source.SourceFunction;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import java.util.Objects;

/** What a source function emits through; its thread, or any that it shares its context with. */
final class HandoverContext<T> implements SourceFunction.SourceContext<T> {
    private final Handover handover;
    private final TypeSerializer<T> serializer;
    private final Object lock = new Object();

    HandoverContext(Handover handover, TypeSerializer<T> serializer) {
        this.handover = handover;
        this.serializer = serializer;
    }

    @Override
    public void collect(T element) {
        collectWithTimestamp(element, RecordBatch.NO_TIMESTAMP);
    }

    @Override
    public void collectWithTimestamp(T element, long timestamp) {
        Objects.requireNonNull(element, "a source emitted null: records of a stream cannot be null");
        synchronized (lock) {
            // The source may change the object as soon as this returns, and the task reads it later.
            handover.put(serializer.copy(element), timestamp);
        }
    }

    @Override
    public void emitWatermark(Watermark mark) {
        synchronized (lock) {
            handover.put(Handover.WATERMARK, mark.getTimestamp());
        }
    }

    @Override
    public void markAsTemporarilyIdle() {
        synchronized (lock) {
            handover.put(Handover.IDLE, RecordBatch.NO_TIMESTAMP);
        }
    }

    @Override
    public Object getCheckpointLock() {
        return lock;
    }

    @Override
    public void close() {}
}

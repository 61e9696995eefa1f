package io.yarnflink.taskmanager.chain;

import io.yarnflink.taskmanager.exchange.RecordBatch;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;

/** A place that records are pushed to by direct calls; task thread only. */
public abstract class Input<T> {
    /** Processes one record; {@code timestamp} is {@link RecordBatch#NO_TIMESTAMP} when it has none. */
    public abstract void process(T value, long timestamp);

    /** No record with a timestamp up to this one is expected any more. */
    public abstract void watermark(long timestamp);

    /** Whether time goes on here; while idle, nothing waits for the next watermark. */
    public abstract void status(WatermarkStatus status);

    /** Nothing follows. */
    public abstract void endOfInput();

    /** Processes the records of a batch that came from other tasks. */
    @SuppressWarnings("unchecked") // The job graph connects outputs with inputs of their type.
    public void batch(RecordBatch batch) {
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            process((T) batch.value(i), batch.timestamp(i));
        }
    }
}

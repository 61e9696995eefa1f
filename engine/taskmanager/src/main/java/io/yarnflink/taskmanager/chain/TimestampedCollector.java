package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.functions.Collector;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import org.jspecify.annotations.Nullable;

/** Gives what a function emits the timestamp of the record or timer that it handles. */
public final class TimestampedCollector<T> implements Collector<T> {
    private final Input<T> output;
    private long timestamp = RecordBatch.NO_TIMESTAMP;
    private @Nullable Throwable failure;

    public TimestampedCollector(Input<T> output) {
        this.output = output;
    }

    public void setTimestamp(long newTimestamp) {
        timestamp = newTimestamp;
    }

    @Override
    public void collect(T record) {
        try {
            output.process(record, timestamp);
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void close() {}

    /** Fails when the function caught what an operator after it threw: that record would be lost silently. */
    public void checkNothingWasSwallowed() {
        if (failure != null) {
            throw rethrown(failure);
        }
    }

    private static RuntimeException rethrown(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) {
            return unchecked;
        }
        throw (Error) failure;
    }
}

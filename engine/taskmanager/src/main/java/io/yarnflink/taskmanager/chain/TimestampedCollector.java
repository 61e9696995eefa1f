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

    /**
     * Throws what came out of what follows, if something did: after that whatever the function does or throws is no failure of
     * its own. A function that caught it would lose the record silently.
     */
    public void checkOutput() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
    }
}

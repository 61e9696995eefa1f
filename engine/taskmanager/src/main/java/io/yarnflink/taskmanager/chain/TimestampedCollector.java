package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.functions.Collector;
import io.yarnflink.taskmanager.exchange.RecordBatch;

/** Gives what a function emits the timestamp of the record or timer that it handles. */
public final class TimestampedCollector<T> implements Collector<T> {
    private final Input<T> output;
    private final Emissions emissions;
    private long timestamp = RecordBatch.NO_TIMESTAMP;

    public TimestampedCollector(Input<T> output, Emissions emissions) {
        this.output = output;
        this.emissions = emissions;
    }

    public void setTimestamp(long newTimestamp) {
        timestamp = newTimestamp;
    }

    @Override
    public void collect(T record) {
        try {
            output.process(record, timestamp);
        } catch (RuntimeException | Error e) {
            emissions.failed(e);
            throw e;
        }
    }

    @Override
    public void close() {}

    /** Throws what came out of what follows, if something did. */
    public void checkOutput() {
        emissions.check();
    }
}

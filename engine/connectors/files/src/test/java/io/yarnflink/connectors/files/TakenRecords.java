package io.yarnflink.connectors.files;

import io.yarnflink.api.connector.source.ReaderOutput;
import io.yarnflink.api.connector.source.SourceOutput;
import io.yarnflink.api.eventtime.Watermark;
import java.util.function.Consumer;

/** Hands what a reader emits to a test. */
record TakenRecords<T>(Consumer<T> taker) implements ReaderOutput<T> {
    @Override
    public void collect(T record) {
        taker.accept(record);
    }

    @Override
    public void collect(T record, long timestamp) {
        taker.accept(record);
    }

    @Override
    public SourceOutput<T> createOutputForSplit(String splitId) {
        return this;
    }

    @Override
    public void releaseOutputForSplit(String splitId) {}

    @Override
    public void emitWatermark(Watermark watermark) {}

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}
}

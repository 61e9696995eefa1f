package io.yarnflink.api.operators;

import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.OutputTag;

/** What an operator emits to. */
public interface Output<T> extends Collector<T> {
    void emitWatermark(Watermark mark);

    /** Emits to a side output. */
    <X> void collect(OutputTag<X> outputTag, StreamRecord<X> record);
}

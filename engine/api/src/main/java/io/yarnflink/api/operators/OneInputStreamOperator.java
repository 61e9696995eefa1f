package io.yarnflink.api.operators;

import io.yarnflink.api.eventtime.Watermark;

/** An operator with one input. */
public interface OneInputStreamOperator<IN, OUT> extends StreamOperator<OUT> {
    void processElement(StreamRecord<IN> element) throws Exception;

    /** No record with a timestamp up to this one is expected any more; what is behind hears of it from here. */
    void processWatermark(Watermark mark) throws Exception;
}

package io.yarnflink.api.operators;

import io.yarnflink.api.eventtime.Watermark;

/** An operator with two inputs. */
public interface TwoInputStreamOperator<IN1, IN2, OUT> extends StreamOperator<OUT> {
    void processElement1(StreamRecord<IN1> element) throws Exception;

    void processElement2(StreamRecord<IN2> element) throws Exception;

    /** The first input's watermark rose. */
    void processWatermark1(Watermark mark) throws Exception;

    /** The second input's watermark rose. */
    void processWatermark2(Watermark mark) throws Exception;

    /** The watermark of both together rose, also because one of them became idle or ended. */
    void processWatermark(Watermark mark) throws Exception;
}

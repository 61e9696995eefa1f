package io.yarnflink.api.functions.co;

import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.Function;

/** Makes any number of values from each value of two streams. */
public interface CoFlatMapFunction<IN1, IN2, OUT> extends Function {
    void flatMap1(IN1 value, Collector<OUT> out) throws Exception;

    void flatMap2(IN2 value, Collector<OUT> out) throws Exception;
}

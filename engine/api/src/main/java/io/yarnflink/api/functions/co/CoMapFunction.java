package io.yarnflink.api.functions.co;

import io.yarnflink.api.functions.Function;

/** Maps the values of two streams to values of one type. */
public interface CoMapFunction<IN1, IN2, OUT> extends Function {
    OUT map1(IN1 value) throws Exception;

    OUT map2(IN2 value) throws Exception;
}

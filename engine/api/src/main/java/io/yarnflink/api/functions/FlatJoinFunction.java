package io.yarnflink.api.functions;

/** Makes any number of values from a pair. */
public interface FlatJoinFunction<IN1, IN2, OUT> extends Function {
    void join(IN1 first, IN2 second, Collector<OUT> out) throws Exception;
}

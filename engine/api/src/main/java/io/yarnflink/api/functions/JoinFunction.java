package io.yarnflink.api.functions;

/** Makes one value from a pair. */
public interface JoinFunction<IN1, IN2, OUT> extends Function {
    OUT join(IN1 first, IN2 second) throws Exception;
}

package io.yarnflink.api.functions;

/** One value in, any number of values out. */
@FunctionalInterface
public interface FlatMapFunction<T, O> extends Function {
    void flatMap(T value, Collector<O> out) throws Exception;
}

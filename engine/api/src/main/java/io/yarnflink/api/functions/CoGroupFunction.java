package io.yarnflink.api.functions;

/** Makes any number of values from the values of two sides that belong together; either side may be empty. */
public interface CoGroupFunction<IN1, IN2, O> extends Function {
    void coGroup(Iterable<IN1> first, Iterable<IN2> second, Collector<O> out) throws Exception;
}

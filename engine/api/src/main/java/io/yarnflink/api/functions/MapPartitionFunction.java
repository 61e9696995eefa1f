package io.yarnflink.api.functions;

/** All values of a partition in, any number of values out. */
@FunctionalInterface
public interface MapPartitionFunction<T, O> extends Function {
    void mapPartition(Iterable<T> values, Collector<O> out) throws Exception;
}

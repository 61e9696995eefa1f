package io.yarnflink.api.functions;

/** Combines two values of a type into one. */
@FunctionalInterface
public interface ReduceFunction<T> extends Function {
    T reduce(T value1, T value2) throws Exception;
}

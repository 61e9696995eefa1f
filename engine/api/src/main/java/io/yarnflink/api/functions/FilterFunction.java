package io.yarnflink.api.functions;

/** Keeps the values for which it returns true. */
@FunctionalInterface
public interface FilterFunction<T> extends Function {
    boolean filter(T value) throws Exception;
}

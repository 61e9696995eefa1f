package io.yarnflink.api.functions;

/** One value in, one value out. */
@FunctionalInterface
public interface MapFunction<T, O> extends Function {
    O map(T value) throws Exception;
}

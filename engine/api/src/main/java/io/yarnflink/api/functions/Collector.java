package io.yarnflink.api.functions;

/** Takes the values that a function emits. */
public interface Collector<T> {
    void collect(T record);

    void close();
}

package io.yarnflink.api.functions.sink;

/** Lets all records go. */
public class DiscardingSink<T> implements SinkFunction<T> {
    @Override
    public void invoke(T value) {}
}

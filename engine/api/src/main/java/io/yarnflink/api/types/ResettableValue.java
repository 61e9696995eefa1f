package io.yarnflink.api.types;

/** A value that takes over another one's contents. */
public interface ResettableValue<T extends Value> extends Value {
    void setValue(T value);
}

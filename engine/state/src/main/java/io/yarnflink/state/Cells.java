package io.yarnflink.state;

import org.jspecify.annotations.Nullable;

/** Where a state's value for the current key and namespace is kept; task thread only. */
interface Cells<V> {
    @Nullable
    V get();

    /** Keeps {@code value} itself. */
    void put(V value);

    void remove();
}

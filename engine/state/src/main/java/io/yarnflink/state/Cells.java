package io.yarnflink.state;

import org.jspecify.annotations.Nullable;

/** Where a state's value for the current key and namespace is kept; task thread only. */
public interface Cells<V> {
    /** The value, which the caller may change when it is of a type that can. */
    @Nullable
    V get();

    /** The value, which the caller does not change and gives to nobody who could. */
    default @Nullable V peek() {
        return get();
    }

    /** Keeps {@code value} itself. */
    void put(V value);

    void remove();

    /** Whether an empty collection takes no room here, so that nobody needs to look for one to remove. */
    default boolean keepsNothingOfEmpty() {
        return false;
    }
}

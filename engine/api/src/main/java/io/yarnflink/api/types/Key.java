package io.yarnflink.api.types;

import org.jspecify.annotations.Nullable;

/** A value that can be compared and hashed by its contents. */
@SuppressWarnings("ComparableType") // T is the implementing class.
public interface Key<T> extends Value, Comparable<T> {
    @Override
    int hashCode();

    @Override
    boolean equals(@Nullable Object other);
}

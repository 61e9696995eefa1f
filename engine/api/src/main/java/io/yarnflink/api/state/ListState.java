package io.yarnflink.api.state;

import java.util.List;

/** A list per key. */
public interface ListState<T> extends MergingState<T, Iterable<T>> {
    /** The current key's elements in their order; empty, never null, when there are none. */
    @Override
    Iterable<T> get() throws Exception;

    /** Replaces the list; an empty one removes it. Elements cannot be null. */
    void update(List<T> values) throws Exception;

    void addAll(List<T> values) throws Exception;
}

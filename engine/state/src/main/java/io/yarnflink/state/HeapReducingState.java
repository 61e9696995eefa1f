package io.yarnflink.state;

import io.yarnflink.api.functions.ReduceFunction;
import io.yarnflink.api.state.ReducingState;
import org.jspecify.annotations.Nullable;

/** The reduction of what was added, per key. */
final class HeapReducingState<V> implements ReducingState<V>, Mergeable<V> {
    private final Cells<V> cells;
    private final ReduceFunction<V> reducer;

    HeapReducingState(Cells<V> cells, ReduceFunction<V> reducer) {
        this.cells = cells;
        this.reducer = reducer;
    }

    @Override
    public @Nullable V get() {
        return cells.get();
    }

    @Override
    public void add(@Nullable V value) throws Exception {
        if (value == null) {
            clear();
            return;
        }
        V reduced = cells.get();
        cells.put(reduced == null ? value : reducer.reduce(reduced, value));
    }

    @Override
    public void clear() {
        cells.remove();
    }

    @Override
    public Cells<V> cells() {
        return cells;
    }

    @Override
    public V merged(V one, V other) throws Exception {
        return reducer.reduce(one, other);
    }
}

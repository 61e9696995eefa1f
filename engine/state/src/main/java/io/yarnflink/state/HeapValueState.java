package io.yarnflink.state;

import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import org.jspecify.annotations.Nullable;

/** One value per key. */
final class HeapValueState<V> implements ValueState<V> {
    private final Cells<V> cells;
    private final ValueStateDescriptor<V> descriptor;

    HeapValueState(Cells<V> cells, ValueStateDescriptor<V> descriptor) {
        this.cells = cells;
        this.descriptor = descriptor;
    }

    @Override
    public @Nullable V value() {
        V value = cells.get();
        return value == null ? descriptor.getDefaultValue() : value;
    }

    @Override
    public void update(@Nullable V value) {
        if (value == null) {
            cells.remove();
        } else {
            cells.put(value);
        }
    }

    @Override
    public void clear() {
        cells.remove();
    }
}

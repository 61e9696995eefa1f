package io.yarnflink.state;

import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** One value per key. */
final class HeapValueState<V> implements ValueState<V> {
    private final Cells<V> cells;
    private final TypeSerializer<V> serializer;
    private final @Nullable V defaultValue;

    HeapValueState(Cells<V> cells, ValueStateDescriptor<V> descriptor) {
        this.cells = cells;
        serializer = descriptor.getSerializer();
        defaultValue = descriptor.getDefaultValue();
    }

    @Override
    public @Nullable V value() {
        V value = cells.get();
        if (value != null || defaultValue == null) {
            return value;
        }
        return serializer.copy(defaultValue);
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

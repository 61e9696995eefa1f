package io.yarnflink.state;

import io.yarnflink.api.state.ValueState;
import org.jspecify.annotations.Nullable;

/** Values on the heap, one table per key group. */
final class HeapValueState<K, V> implements ValueState<V> {
    private final KeyedState<K> owner;
    private final @Nullable KeyedTable<K, V>[] tables;

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no generic arrays.
    HeapValueState(KeyedState<K> owner) {
        this.owner = owner;
        tables = new KeyedTable[owner.groups()];
    }

    @Override
    public @Nullable V value() {
        K key = owner.currentKey();
        KeyedTable<K, V> table = tables[owner.currentGroupOffset()];
        return table == null ? null : table.get(key, owner.currentHash());
    }

    @Override
    public void update(@Nullable V value) {
        if (value == null) {
            clear();
            return;
        }
        K key = owner.currentKey();
        int group = owner.currentGroupOffset();
        KeyedTable<K, V> table = tables[group];
        if (table == null) {
            table = new KeyedTable<>();
            tables[group] = table;
        }
        if (!table.replace(key, owner.currentHash(), value)) {
            table.put(owner.ownedCurrentKey(), owner.currentHash(), value);
        }
    }

    @Override
    public void clear() {
        K key = owner.currentKey();
        KeyedTable<K, V> table = tables[owner.currentGroupOffset()];
        if (table != null) {
            table.remove(key, owner.currentHash());
        }
    }

    long size() {
        long size = 0;
        for (KeyedTable<K, V> table : tables) {
            size += table == null ? 0 : table.size();
        }
        return size;
    }
}

package io.yarnflink.state;

import io.yarnflink.api.state.BroadcastState;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map that every subtask holds whole, in the order of insertion. */
final class HeapBroadcastState<K, V> implements BroadcastState<K, V> {
    private final Map<K, V> values = new LinkedHashMap<>();

    Map<K, V> values() {
        return values;
    }

    @Override
    public @Nullable V get(K key) {
        return values.get(key);
    }

    @Override
    public boolean contains(K key) {
        return values.containsKey(key);
    }

    @Override
    public Iterable<Map.Entry<K, V>> immutableEntries() {
        return Collections.unmodifiableMap(values).entrySet();
    }

    @Override
    public void put(K key, V value) {
        values.put(key, value);
    }

    @Override
    public void putAll(Map<K, V> map) {
        values.putAll(map);
    }

    @Override
    public void remove(K key) {
        values.remove(key);
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
        return values.entrySet().iterator();
    }

    @Override
    public Iterable<Map.Entry<K, V>> entries() {
        return values.entrySet();
    }

    @Override
    public void clear() {
        values.clear();
    }
}

package io.yarnflink.api.types;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.memory.VarInts;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map between values that writes itself; a subclass says of which classes they are. */
public abstract class MapValue<K extends Value, V extends Value> implements Value, Map<K, V> {
    private static final long serialVersionUID = 1L;
    private final Class<K> keyClass;
    private final Class<V> valueClass;
    private final LinkedHashMap<K, V> map;

    public MapValue() {
        this(Map.of());
    }

    public MapValue(Map<K, V> map) {
        keyClass = ContainedValues.classOf(this, MapValue.class, 0);
        valueClass = ContainedValues.classOf(this, MapValue.class, 1);
        this.map = new LinkedHashMap<>(map);
    }

    @Override
    public void read(DataInputView in) throws IOException {
        int size = VarInts.readCount(in);
        map.clear();
        for (int i = 0; i < size; i++) {
            K key = ContainedValues.read(keyClass, in);
            map.put(key, ContainedValues.read(valueClass, in));
        }
    }

    @Override
    public void write(DataOutputView out) throws IOException {
        VarInts.writeInt(map.size(), out);
        for (Map.Entry<K, V> entry : map.entrySet()) {
            entry.getKey().write(out);
            entry.getValue().write(out);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MapValue<?, ?> that && map.equals(that.map);
    }

    @Override
    public int hashCode() {
        return map.hashCode();
    }

    @Override
    public String toString() {
        return map.toString();
    }

    @Override
    public void clear() {
        map.clear();
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return map.containsKey(key);
    }

    @Override
    public boolean containsValue(@Nullable Object value) {
        return map.containsValue(value);
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return map.entrySet();
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        return map.get(key);
    }

    @Override
    public boolean isEmpty() {
        return map.isEmpty();
    }

    @Override
    public Set<K> keySet() {
        return map.keySet();
    }

    @Override
    public @Nullable V put(K key, V value) {
        return map.put(key, value);
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> entries) {
        map.putAll(entries);
    }

    @Override
    public @Nullable V remove(@Nullable Object key) {
        return map.remove(key);
    }

    @Override
    public int size() {
        return map.size();
    }

    @Override
    public Collection<V> values() {
        return map.values();
    }
}

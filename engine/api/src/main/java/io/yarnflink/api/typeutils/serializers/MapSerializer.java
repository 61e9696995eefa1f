package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.memory.VarInts;
import io.yarnflink.api.typeutils.CompositeTypeSerializerSnapshot;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps as their size, keys and values in iteration order, nulls among them; read and copied as linked hash maps. */
public final class MapSerializer<K, V> extends TypeSerializer<Map<K, V>> {
    private final TypeSerializer<K> keys;
    private final TypeSerializer<V> values;

    public MapSerializer(TypeSerializer<K> keys, TypeSerializer<V> values) {
        this.keys = NullableSerializer.of(keys);
        this.values = NullableSerializer.of(values);
    }

    public TypeSerializer<K> getKeySerializer() {
        return keys;
    }

    public TypeSerializer<V> getValueSerializer() {
        return values;
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // A stateless serializer is its own duplicate.
    public TypeSerializer<Map<K, V>> duplicate() {
        TypeSerializer<K> otherKeys = keys.duplicate();
        TypeSerializer<V> otherValues = values.duplicate();
        return otherKeys == keys && otherValues == values ? this : new MapSerializer<>(otherKeys, otherValues);
    }

    @Override
    public Map<K, V> createInstance() {
        return new LinkedHashMap<>();
    }

    @Override
    public Map<K, V> copy(Map<K, V> from) {
        var copy = new LinkedHashMap<K, V>(capacity(from.size()));
        from.forEach((key, value) -> copy.put(keys.copy(key), values.copy(value)));
        return copy;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(Map<K, V> map, DataOutputView target) throws IOException {
        VarInts.writeInt(map.size(), target);
        for (Map.Entry<K, V> entry : map.entrySet()) {
            keys.serialize(entry.getKey(), target);
            values.serialize(entry.getValue(), target);
        }
    }

    @Override
    public Map<K, V> deserialize(DataInputView source) throws IOException {
        int size = VarInts.readCount(source);
        var map = new LinkedHashMap<K, V>(capacity(Counts.room(size, source)));
        for (int i = 0; i < size; i++) {
            K key = keys.deserialize(source);
            map.put(key, values.deserialize(source));
        }
        return map;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int size = VarInts.readCount(source);
        VarInts.writeInt(size, target);
        for (int i = 0; i < size; i++) {
            keys.copy(source, target);
            values.copy(source, target);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MapSerializer<?, ?> that && keys.equals(that.keys) && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return 31 * keys.hashCode() + values.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<Map<K, V>> snapshotConfiguration() {
        return new Snapshot<>(this);
    }

    /** The keys' and the values' snapshots. */
    public static final class Snapshot<K, V> extends CompositeTypeSerializerSnapshot<Map<K, V>, MapSerializer<K, V>> {
        /** To be read. */
        public Snapshot() {}

        Snapshot(MapSerializer<K, V> serializer) {
            super(serializer);
        }

        @Override
        protected int getCurrentOuterSnapshotVersion() {
            return 1;
        }

        @Override
        protected TypeSerializer<?>[] getNestedSerializers(MapSerializer<K, V> serializer) {
            return new TypeSerializer<?>[] {serializer.keys, serializer.values};
        }

        @Override
        @SuppressWarnings("unchecked") // The serializers come back from where they were taken.
        protected MapSerializer<K, V> createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nested) {
            return new MapSerializer<>((TypeSerializer<K>) nested[0], (TypeSerializer<V>) nested[1]);
        }

        @Override
        protected String nestedName(int index) {
            return index == 0 ? "a key of the map" : "a value of the map";
        }

        @Override
        public String toString() {
            TypeSerializerSnapshot<?>[] nested = getNestedSerializerSnapshots();
            return "Map<" + nested[0] + ", " + nested[1] + ">";
        }
    }

    /** Enough for {@code size} entries at the default load factor. */
    private static int capacity(int size) {
        return (int) Math.min(1 << 30, size * 4L / 3 + 1);
    }
}

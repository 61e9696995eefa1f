package io.yarnflink.state.rocksdb;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.serializers.MapSerializer;
import io.yarnflink.state.StoredSerializers;
import io.yarnflink.state.ValueTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** What the entries of a state are written with; {@code namespaces} is null when they have none. */
record EntrySerializers<K, N, V>(
        TypeSerializer<K> keys, @Nullable TypeSerializer<N> namespaces, TypeSerializer<V> values) {

    static <K, N, V> EntrySerializers<K, N, V> resolved(StoredSerializers stored, boolean spaced) {
        return new EntrySerializers<>(
                stored.reader(ValueTable.KEYS),
                spaced ? stored.reader(ValueTable.NAMESPACES) : null,
                stored.reader(ValueTable.VALUES));
    }

    /** Their snapshots, as they are in front of entries that all backends read. */
    byte[] snapshots() {
        try {
            return namespaces == null
                    ? StoredSerializers.snapshots(keys, values)
                    : StoredSerializers.snapshots(keys, values, namespaces);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a whole key, but for what follows the namespace. */
    void writeKey(int keyGroup, int state, K key, @Nullable N namespace, ByteArrayOutputView target) {
        target.reset();
        target.writeShort(keyGroup);
        target.writeShort(state);
        try {
            keys.serialize(key, target);
            if (namespaces != null && namespace != null) {
                namespaces.serialize(namespace, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A key cannot be written: " + e.getMessage(), e);
        }
    }

    K readKey(ByteArrayInputView source) {
        return read(keys, source);
    }

    @Nullable
    N readNamespace(ByteArrayInputView source) {
        return namespaces == null ? null : read(namespaces, source);
    }

    static <T> T read(TypeSerializer<T> serializer, ByteArrayInputView source) {
        try {
            return serializer.deserialize(source);
        } catch (IOException e) {
            throw new UncheckedIOException("What RocksDB has stored cannot be read: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("NullAway") // Serializers of parts of maps take null.
    static <T> void write(@Nullable T value, TypeSerializer<T> serializer, ByteArrayOutputView target) {
        try {
            serializer.serialize(value, target);
        } catch (IOException e) {
            throw new UncheckedIOException("A value cannot be written: " + e.getMessage(), e);
        }
    }

    /** Of values that are maps. */
    @SuppressWarnings("unchecked") // The caller knows what its maps hold.
    <UK, UV> MapSerializer<UK, UV> maps() {
        if (values instanceof MapSerializer<?, ?> maps) {
            return (MapSerializer<UK, UV>) maps;
        }
        throw new IllegalStateException(
                "map state cannot be kept with " + values.getClass().getName());
    }
}

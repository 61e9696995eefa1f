package io.yarnflink.state.rocksdb;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.state.StateScope;
import io.yarnflink.state.rocksdb.WriteBackCache.Entry;
import io.yarnflink.state.rocksdb.WriteBackCache.Place;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rocksdb.WriteBatch;

/** One value for each key and namespace. Task thread only. */
final class SingleTable<K, N, V> extends RocksDbTable<K, N, V> {
    private final boolean mayChange;

    SingleTable(
            int number,
            OpenDatabase database,
            WriteBackCache cache,
            StateScope<K, N> scope,
            TypeSerializer<V> serializer,
            EntrySerializers<K, N, V> serializers) {
        super(number, database, cache, scope, serializer, serializers, serializer.getLength() < 0);
        mayChange = !serializer.isImmutableType();
    }

    @Override
    @SuppressWarnings("unchecked") // The table's entries have its values.
    public @Nullable V get() {
        accessed();
        Place current = current();
        Entry entry = cache.find(this, current);
        if (entry == null) {
            entry = loaded(current);
        }
        if (entry.isAbsent()) {
            return null;
        }
        if (mayChange) {
            cache.changed(entry);
        }
        return (V) entry.value;
    }

    private Entry loaded(Place current) {
        Entry entry = new Entry(this, owned(current));
        writeKey(current);
        if (database.get(keyBytes, found)) {
            int size = keyBytes.position() + found.length();
            entry.value = EntrySerializers.read(serializers.values(), found);
            cache.add(entry, size);
        } else {
            entry.stored = false;
            cache.add(entry, keyBytes.position());
        }
        return entry;
    }

    @Override
    public void put(V value) {
        cache.put(cached(current()), value);
    }

    /** The entry to change, whatever is stored. */
    private Entry cached(Place current) {
        cache.prepare(this);
        Entry entry = cache.find(this, current);
        if (entry == null) {
            entry = new Entry(this, owned(current));
            writeKey(current);
            cache.add(entry, keyBytes.position());
        }
        return entry;
    }

    @Override
    public void remove() {
        Entry entry = cached(current());
        entry.value = WriteBackCache.ABSENT;
        cache.changed(entry);
    }

    @Override
    @SuppressWarnings("unchecked") // The table's entries have its values.
    int write(Entry entry, WriteBatch batch) {
        writeKey(entry.place);
        byte[] key = keyBytes.toByteArray();
        if (entry.isAbsent()) {
            deleteStored(key, batch);
            return key.length;
        }
        valueBytes.reset();
        EntrySerializers.write((V) entry.value, serializers.values(), valueBytes);
        putStored(key, valueBytes.toByteArray(), batch);
        measured(valueBytes.position());
        return key.length + valueBytes.position();
    }

    @Override
    @SuppressWarnings("unchecked") // The table's entries have its values.
    int measure(Entry entry) {
        writeKey(entry.place);
        valueBytes.reset();
        EntrySerializers.write((V) entry.value, serializers.values(), valueBytes);
        measured(valueBytes.position());
        return keyBytes.position() + valueBytes.position();
    }

    @Override
    int keyEnd(byte[] key, byte[] value) {
        return key.length;
    }

    @Override
    boolean isOver(byte[] value, Predicate<V> isOver, TypeSerializer<V> values) {
        return isOver.test(EntrySerializers.read(values, new ByteArrayInputView(value)));
    }

    @Override
    Place place(byte[] key, byte[] value) {
        ByteArrayInputView source = new ByteArrayInputView(key, EntryKeys.HEADER, key.length - EntryKeys.HEADER);
        K itsKey = serializers.readKey(source);
        return new Place(EntryKeys.keyGroupOf(key), itsKey, serializers.readNamespace(source), null);
    }

    @Override
    void deleteAt(WriteBatch batch) {
        deleteStored(keyBytes.toByteArray(), batch);
    }

    @Override
    void putAt(V value, WriteBatch batch) {
        valueBytes.reset();
        EntrySerializers.write(value, serializers.values(), valueBytes);
        putStored(keyBytes.toByteArray(), valueBytes.toByteArray(), batch);
    }

    @Override
    void convert(byte[] key, byte[] value, EntrySerializers<K, N, V> readers, WriteBatch batch) {
        convertKey(key, readers);
        putAt(EntrySerializers.read(readers.values(), new ByteArrayInputView(value)), batch);
    }
}

package io.yarnflink.state.rocksdb;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.VarInts;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.serializers.MapSerializer;
import io.yarnflink.state.StateScope;
import io.yarnflink.state.rocksdb.WriteBackCache.Entry;
import io.yarnflink.state.rocksdb.WriteBackCache.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rocksdb.WriteBatch;

/**
 * A map for each key and namespace, with an entry of the database for each of its own: the bytes of the map's key follow
 * those of key and namespace. A value begins with their length, so that maps can be told apart without reading keys. Task
 * thread only.
 */
final class MapTable<K, N, UK, UV> extends RocksDbTable<K, N, Map<UK, UV>> {
    private final MapSerializer<UK, UV> entries;
    private final boolean mayChange;

    MapTable(
            int number,
            OpenDatabase database,
            WriteBackCache cache,
            StateScope<K, N> scope,
            TypeSerializer<Map<UK, UV>> serializer,
            EntrySerializers<K, N, Map<UK, UV>> serializers) {
        super(
                number,
                database,
                cache,
                scope,
                serializer,
                serializers,
                serializers.<Object, Object>maps().getValueSerializer().getLength() < 0);
        entries = serializers.maps();
        mayChange = !entries.getValueSerializer().isImmutableType();
    }

    /** A view of what is stored. */
    @Override
    public Map<UK, UV> get() {
        return new StoredMap<>(this, current());
    }

    @Override
    public boolean keepsNothingOfEmpty() {
        return true;
    }

    @Override
    public void put(Map<UK, UV> map) {
        remove();
        get().putAll(map);
    }

    @Override
    public void remove() {
        clear(current());
    }

    void clear(Place map) {
        cache.flush(this);
        writeKey(map);
        byte[] prefix = keyBytes.toByteArray();
        try (WriteBatch batch = new WriteBatch()) {
            scan(prefix, prefix, (key, value) -> {
                deleteStored(key, batch);
                Entry entry = cache.find(this, at(map, mapKey(key, prefix.length)));
                if (entry != null) {
                    cache.removedBeneath(entry);
                }
                database.writeLarge(batch);
                return true;
            });
            database.write(batch);
        }
    }

    static Place at(Place map, @Nullable Object mapKey) {
        return new Place(map.keyGroup(), map.key(), map.namespace(), mapKey);
    }

    UK mapKey(byte[] key, int end) {
        return EntrySerializers.read(entries.getKeySerializer(), new ByteArrayInputView(key, end, key.length - end));
    }

    /** The entry of a map's key, which is absent when the map has none. */
    Entry entry(Place map, @Nullable Object mapKey) {
        accessed();
        Place place = at(map, mapKey);
        Entry entry = cache.find(this, place);
        return entry == null ? loaded(place) : entry;
    }

    private Entry loaded(Place place) {
        Entry entry = new Entry(this, kept(place));
        writeWholeKey(place);
        if (database.get(keyBytes, found)) {
            int size = keyBytes.position() + found.length();
            skipLength(found);
            entry.value = EntrySerializers.read(entries.getValueSerializer(), found);
            cache.add(entry, size);
        } else {
            entry.stored = false;
            cache.add(entry, keyBytes.position());
        }
        return entry;
    }

    /** To be kept, with a map key that its user may go on to change. */
    @SuppressWarnings("unchecked") // Places of a table have its types.
    private Place kept(Place place) {
        TypeSerializer<UK> keys = entries.getKeySerializer();
        Place owned = owned(place);
        UK mapKey = (UK) place.part();
        return mapKey == null || keys.isImmutableType() ? owned : at(owned, keys.copy(mapKey));
    }

    @SuppressWarnings("unchecked") // Places of a table have its types.
    private int writeWholeKey(Place place) {
        writeKey(place);
        int end = keyBytes.position();
        EntrySerializers.write((UK) place.part(), entries.getKeySerializer(), keyBytes);
        return end;
    }

    static int skipLength(ByteArrayInputView value) {
        try {
            return VarInts.readInt(value);
        } catch (IOException e) {
            throw new UncheckedIOException("What RocksDB has stored cannot be read: " + e.getMessage(), e);
        }
    }

    /** The value, which may be changed by whom it is given to. */
    @SuppressWarnings("unchecked") // The table's entries have its values.
    @Nullable
    UV handedOut(Entry entry) {
        if (mayChange) {
            cache.changed(entry);
        }
        return (UV) entry.value;
    }

    /** Sets or, with {@link WriteBackCache#ABSENT}, removes the value of a map's key, without looking for what it was. */
    void set(Place map, @Nullable Object mapKey, @Nullable Object value) {
        cache.prepare(this);
        Place place = at(map, mapKey);
        Entry entry = cache.find(this, place);
        if (entry == null) {
            entry = new Entry(this, kept(place));
            writeWholeKey(place);
            cache.add(entry, keyBytes.position());
        }
        cache.put(entry, value);
    }

    /** What is stored of a value; the value that is cached, when one is and cannot be changed by whom it is given to. */
    @Nullable
    @SuppressWarnings("unchecked") // The table's entries have its values.
    UV value(Place map, @Nullable Object mapKey, byte[] stored) {
        Entry entry = mayChange ? null : cache.find(this, at(map, mapKey));
        if (entry != null && !entry.isAbsent()) {
            return (UV) entry.value;
        }
        ByteArrayInputView source = new ByteArrayInputView(stored);
        skipLength(source);
        return EntrySerializers.read(entries.getValueSerializer(), source);
    }

    @Override
    @SuppressWarnings("unchecked") // The table's entries have its values.
    int write(Entry entry, WriteBatch batch) {
        int end = writeWholeKey(entry.place);
        byte[] key = keyBytes.toByteArray();
        if (entry.isAbsent()) {
            deleteStored(key, batch);
            return key.length;
        }
        int size = put(key, end, (UV) entry.value, batch);
        measured(size);
        return key.length + size;
    }

    @Override
    @SuppressWarnings("unchecked") // The table's entries have its values.
    int measure(Entry entry) {
        writeWholeKey(entry.place);
        valueBytes.reset();
        EntrySerializers.write((UV) entry.value, entries.getValueSerializer(), valueBytes);
        measured(valueBytes.position());
        return keyBytes.position() + valueBytes.position();
    }

    private int put(byte[] key, int end, @Nullable UV value, WriteBatch batch) {
        valueBytes.reset();
        try {
            VarInts.writeInt(end - EntryKeys.HEADER, valueBytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        EntrySerializers.write(value, entries.getValueSerializer(), valueBytes);
        putStored(key, valueBytes.toByteArray(), batch);
        return valueBytes.position();
    }

    @Override
    int keyEnd(byte[] key, byte[] value) {
        return EntryKeys.HEADER + skipLength(new ByteArrayInputView(value));
    }

    @Override
    @SuppressWarnings("unchecked") // The serializer is one of maps.
    boolean isOver(byte[] value, Predicate<Map<UK, UV>> isOver, TypeSerializer<Map<UK, UV>> values) {
        ByteArrayInputView source = new ByteArrayInputView(value);
        skipLength(source);
        UV one = EntrySerializers.read(((MapSerializer<UK, UV>) values).getValueSerializer(), source);
        return isOver.test(Collections.singletonMap(null, one));
    }

    @Override
    Place place(byte[] key, byte[] value) {
        ByteArrayInputView source = new ByteArrayInputView(key, EntryKeys.HEADER, key.length - EntryKeys.HEADER);
        K itsKey = serializers.readKey(source);
        N namespace = serializers.readNamespace(source);
        return new Place(
                EntryKeys.keyGroupOf(key),
                itsKey,
                namespace,
                EntrySerializers.read(entries.getKeySerializer(), source));
    }

    @Override
    void deleteAt(WriteBatch batch) {
        // What is in the batch may be of the same map.
        database.write(batch);
        byte[] prefix = keyBytes.toByteArray();
        scan(prefix, prefix, (key, value) -> {
            deleteStored(key, batch);
            database.writeLarge(batch);
            return true;
        });
    }

    @Override
    void putAt(Map<UK, UV> map, WriteBatch batch) {
        int end = keyBytes.position();
        map.forEach((mapKey, value) -> {
            keyBytes.position(end);
            EntrySerializers.write(mapKey, entries.getKeySerializer(), keyBytes);
            put(keyBytes.toByteArray(), end, value, batch);
            database.writeLarge(batch);
        });
    }

    @Override
    void convert(byte[] key, byte[] value, EntrySerializers<K, N, Map<UK, UV>> readers, WriteBatch batch) {
        MapSerializer<UK, UV> itsEntries = readers.maps();
        ByteArrayInputView rest = convertKey(key, readers);
        UK mapKey = EntrySerializers.read(itsEntries.getKeySerializer(), rest);
        ByteArrayInputView source = new ByteArrayInputView(value);
        skipLength(source);
        UV converted = EntrySerializers.read(itsEntries.getValueSerializer(), source);
        int end = keyBytes.position();
        EntrySerializers.write(mapKey, entries.getKeySerializer(), keyBytes);
        put(keyBytes.toByteArray(), end, converted, batch);
    }
}

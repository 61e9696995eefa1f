package io.yarnflink.state.rocksdb;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.state.KeyGroupRange;
import io.yarnflink.state.KeyGroups;
import io.yarnflink.state.KeyedState;
import io.yarnflink.state.StateScope;
import io.yarnflink.state.StoredSerializers;
import io.yarnflink.state.ValueTable;
import io.yarnflink.state.rocksdb.WriteBackCache.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/** The values of one state in the database. Task thread only. */
abstract class RocksDbTable<K, N, V> extends CachedTable implements ValueTable<K, V> {
    /** On each of how many accesses some entries are looked at, which takes an iterator. */
    private static final int SWEEP_EVERY = 256;
    /** For how many accesses it is made up for when they were during a snapshot. */
    private static final int MOST_PUT_OFF = 16 * SWEEP_EVERY;
    /** In how many key groups entries are looked for at a time, each with an iterator, when there are few. */
    private static final int MOST_SWEPT_GROUPS = 16;

    final OpenDatabase database;
    final WriteBackCache cache;
    final EntrySerializers<K, N, V> serializers;
    final ByteArrayOutputView keyBytes = new ByteArrayOutputView(64);
    final ByteArrayOutputView valueBytes = new ByteArrayOutputView(256);
    final ByteArrayInputView found = new ByteArrayInputView(new byte[0]);
    private final StateScope<K, N> scope;
    private final KeyedState<K> keyed;
    private final TypeSerializer<V> serializer;

    private @Nullable Expiry<V> expiry;
    private @Nullable Supplier<Predicate<V>> dropped;
    private int accesses;
    private byte[] sweptUpTo = {};

    /**
     * {@code serializer} is how the state is known; entries are written with {@code serializers}. {@code grows}: whether
     * values of a place can be of different sizes.
     */
    RocksDbTable(
            int number,
            OpenDatabase database,
            WriteBackCache cache,
            StateScope<K, N> scope,
            TypeSerializer<V> serializer,
            EntrySerializers<K, N, V> serializers,
            boolean grows) {
        super(number, grows);
        this.database = database;
        this.cache = cache;
        this.scope = scope;
        this.keyed = scope.keyed();
        this.serializer = serializer;
        this.serializers = serializers;
    }

    @Override
    public final TypeSerializer<V> serializer() {
        return serializer;
    }

    final EntrySerializers<K, N, V> serializers() {
        return serializers;
    }

    @Override
    public final void expire(Expiry<V> newExpiry) {
        expiry = newExpiry;
    }

    @Override
    public final void dropInSnapshots(Supplier<Predicate<V>> isOver) {
        dropped = isOver;
    }

    /** The current key and namespace. */
    final Place current() {
        return new Place(currentKeyGroup(), keyed.currentKey(), namespace(), null);
    }

    /** A place to be kept; it may be that of a view, and another key current. */
    @SuppressWarnings("unchecked") // Places of a table have its types.
    final Place owned(Place place) {
        K key = keyed.keySerializer().copy((K) place.key());
        return new Place(place.keyGroup(), key, place.namespace(), place.part());
    }

    private @Nullable N namespace() {
        return scope.isSpaced() ? scope.namespace() : null;
    }

    private int currentKeyGroup() {
        return KeyGroups.keyGroup(keyed.currentHash(), keyed.maxParallelism());
    }

    /** Writes what the keys of all entries of that place begin with. */
    @SuppressWarnings("unchecked") // Places of a table have its types.
    final void writeKey(Place place) {
        serializers.writeKey(place.keyGroup(), number(), (K) place.key(), (N) place.namespace(), keyBytes);
    }

    final KeyGroupRange keyGroups() {
        return keyed.range();
    }

    /** Sees an entry as it is stored; false when no more are wanted. */
    @FunctionalInterface
    interface EntryVisitor {
        boolean see(byte[] key, byte[] value);
    }

    /** Entries from a key on, as long as their keys begin with {@code prefix}; true when there are no more. */
    final boolean scan(byte[] from, byte[] prefix, EntryVisitor visitor) {
        // Else what was deleted behind the prefix would be gone through, up to the next entry of whatever state.
        try (RocksIterator iterator = database.iterator(prefix)) {
            for (iterator.seek(from); iterator.isValid(); iterator.next()) {
                if (!visitor.see(iterator.key(), iterator.value())) {
                    return false;
                }
            }
            OpenDatabase.check(iterator);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sees all entries that are stored, in order. */
    final void forEachStored(EntryVisitor visitor) {
        for (int group = keyGroups().first(); group <= keyGroups().last(); group++) {
            byte[] prefix = EntryKeys.header(group, number());
            scan(prefix, prefix, visitor);
        }
    }

    private void forEachKey(Consumer<K> visitor) {
        cache.flush(this);
        byte[][] last = {{-1}};
        forEachStored((key, value) -> {
            int end = keyEnd(key, value);
            if (!EntryKeys.startsWith(key, last[0]) || last[0].length != end) {
                last[0] = Arrays.copyOf(key, end);
                visitor.accept(serializers.readKey(
                        new ByteArrayInputView(key, EntryKeys.HEADER, key.length - EntryKeys.HEADER)));
            }
            return true;
        });
    }

    /** Where key and namespace end in an entry's key. */
    abstract int keyEnd(byte[] key, byte[] value);

    @Override
    public final long size() {
        long[] size = {0};
        forEachKey(key -> size[0]++);
        return size[0];
    }

    @Override
    public final List<K> keys() {
        List<K> keys = new ArrayList<>();
        forEachKey(keys::add);
        return keys;
    }

    /** Says of stored values which are over, as they are now; null when that is not asked of snapshots. */
    final @Nullable Predicate<byte[]> leftOut() {
        if (dropped == null) {
            return null;
        }
        Predicate<V> isOver = dropped.get();
        TypeSerializer<V> own = serializers.values().duplicate();
        return value -> isOver(value, isOver, own);
    }

    /** Whether what an entry has stored is over. */
    abstract boolean isOver(byte[] value, Predicate<V> isOver, TypeSerializer<V> values);

    /** The place of a stored entry. */
    abstract Place place(byte[] key, byte[] value);

    /** To be called on each access. */
    final void accessed() {
        cache.prepare(this);
        if (expiry != null) {
            accesses++;
            if (accesses >= SWEEP_EVERY && !database.isMakingCheckpoint()) {
                accesses = Math.min(accesses, MOST_PUT_OFF) - SWEEP_EVERY;
                sweep(expiry);
            }
        }
    }

    private void sweep(Expiry<V> rule) {
        int[] left = {rule.entries() * SWEEP_EVERY};
        try (WriteBatch batch = new WriteBatch()) {
            int group = sweptUpTo.length == 0 ? keyGroups().first() : EntryKeys.keyGroupOf(sweptUpTo);
            int groups = Math.min(MOST_SWEPT_GROUPS, keyGroups().size());
            for (; groups >= 0 && left[0] > 0; groups--) {
                byte[] prefix = EntryKeys.header(group, number());
                byte[] from = EntryKeys.startsWith(sweptUpTo, prefix) ? sweptUpTo : prefix;
                boolean all = scan(from, prefix, (key, value) -> {
                    if (isOver(value, rule.isOver(), serializers.values())
                            && cache.find(this, place(key, value)) == null) {
                        deleteStored(key, batch);
                    }
                    sweptUpTo = EntryKeys.after(key);
                    left[0]--;
                    return left[0] > 0;
                });
                if (all) {
                    group = group == keyGroups().last() ? keyGroups().first() : group + 1;
                    sweptUpTo = EntryKeys.header(group, number());
                }
            }
            database.write(batch);
        }
    }

    static void deleteStored(byte[] key, WriteBatch batch) {
        try {
            batch.delete(key);
        } catch (RocksDBException e) {
            throw new IllegalStateException("RocksDB cannot add a deletion to a batch", e);
        }
    }

    static void putStored(byte[] key, byte[] value, WriteBatch batch) {
        try {
            batch.put(key, value);
        } catch (RocksDBException e) {
            throw new IllegalStateException("RocksDB cannot add an entry to a batch", e);
        }
    }

    @Override
    public final void read(int keyGroup, StoredSerializers stored, DataInputView source) throws IOException {
        EntrySerializers<K, N, V> readers = EntrySerializers.resolved(stored, scope.isSpaced());
        byte[] prefix = EntryKeys.header(keyGroup, number());
        boolean isFirst = scan(prefix, prefix, (key, value) -> false);
        try (WriteBatch batch = new WriteBatch()) {
            for (int left = source.readInt(); left > 0; left--) {
                readPlace(keyGroup, readers, source);
                deleteAt(batch);
            }
            for (int left = source.readInt(); left > 0; left--) {
                readPlace(keyGroup, readers, source);
                if (!isFirst) {
                    deleteAt(batch);
                }
                putAt(readers.values().deserialize(source), batch);
                database.writeLarge(batch);
            }
            database.write(batch);
        }
    }

    /** Reads key and namespace, and writes what the keys of their entries begin with. */
    private void readPlace(int keyGroup, EntrySerializers<K, N, V> readers, DataInputView source) throws IOException {
        K key = readers.keys().deserialize(source);
        KeyGroups.restoredHash(key, keyGroup, keyed.maxParallelism());
        N namespace = readers.namespaces() == null ? null : readers.namespaces().deserialize(source);
        serializers.writeKey(keyGroup, number(), key, namespace, keyBytes);
    }

    /** Deletes all that is stored for the place whose key has been written. */
    abstract void deleteAt(WriteBatch batch);

    /** Stores a value at the place whose key has been written. */
    abstract void putAt(V value, WriteBatch batch);

    /** Takes over an entry of the same state that was written with other serializers. */
    abstract void convert(byte[] key, byte[] value, EntrySerializers<K, N, V> readers, WriteBatch batch);

    /** Reads key and namespace of a stored key with other serializers, and writes them. */
    final ByteArrayInputView convertKey(byte[] key, EntrySerializers<K, N, V> readers) {
        ByteArrayInputView source = new ByteArrayInputView(key, EntryKeys.HEADER, key.length - EntryKeys.HEADER);
        K itsKey = readers.readKey(source);
        N namespace = readers.readNamespace(source);
        serializers.writeKey(EntryKeys.keyGroupOf(key), number(), itsKey, namespace, keyBytes);
        return source;
    }
}

package io.yarnflink.state.rocksdb;

import io.yarnflink.api.state.StateDescriptor;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.serializers.MapSerializer;
import io.yarnflink.state.KeyGroupRange;
import io.yarnflink.state.KeyedSnapshot;
import io.yarnflink.state.KeyedState;
import io.yarnflink.state.StateDatabase;
import io.yarnflink.state.StateId;
import io.yarnflink.state.StateScope;
import io.yarnflink.state.StoredSerializers;
import io.yarnflink.state.ValueTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/** The keyed states of one operator's subtask in a database, behind a cache of values. Task thread only. */
final class RocksDbDatabase<K> implements StateDatabase<K> {
    private final KeyedState<K> owner;
    private final OpenDatabase database;
    private final StateNumbers numbers;
    private final WriteBackCache cache;
    private final boolean incremental;
    private final Map<Integer, RocksDbTable<K, ?, ?>> tables = new LinkedHashMap<>();
    private final StoredFiles stored = new StoredFiles();
    private long snapshots;

    RocksDbDatabase(
            KeyedState<K> owner,
            OpenDatabase database,
            StateNumbers numbers,
            WriteBackCache cache,
            boolean incremental) {
        this.owner = owner;
        this.database = database;
        this.numbers = numbers;
        this.cache = cache;
        this.incremental = incremental;
    }

    @Override
    public <N, V> ValueTable<K, V> table(
            StateId id, StateDescriptor.Type type, StateScope<K, N> scope, TypeSerializer<V> serializer) {
        boolean map = type == StateDescriptor.Type.MAP;
        int number = -1;
        EntrySerializers<K, N, V> serializers = new EntrySerializers<>(
                owner.keySerializer(), scope.isSpaced() ? scope.namespaceSerializer() : null, serializer);
        Map<Integer, EntrySerializers<K, N, V>> old = new LinkedHashMap<>();
        for (int known : numbers.of(id)) {
            StoredSerializers itsSerializers = resolved(id, known, map, scope, serializer);
            EntrySerializers<K, N, V> readers = EntrySerializers.resolved(itsSerializers, scope.isSpaced());
            boolean isAsWanted = numbers.get(known).map() == map && !itsSerializers.migrates();
            if (number < 0 && isAsWanted) {
                number = known;
                serializers = readers;
            } else {
                old.put(known, readers);
            }
        }
        if (number < 0) {
            number = numbers.add(new StateNumbers.Stored(id, map, serializers.snapshots()));
        }
        RocksDbTable<K, N, V> table = made(map, number, scope, serializer, serializers);
        tables.put(number, table);
        old.forEach((each, readers) -> convert(each, readers, table));
        return table;
    }

    private <N, V> StoredSerializers resolved(
            StateId id, int number, boolean map, StateScope<K, N> scope, TypeSerializer<V> serializer) {
        StateNumbers.Stored state = numbers.get(number);
        boolean gathers = state.map() && serializer instanceof MapSerializer;
        if (state.map() != map && !gathers) {
            throw new IllegalStateException("State '" + id.name() + "' cannot be restored: it was stored as "
                    + (state.map() ? "map state, and is of another kind" : "state of another kind, and is map state")
                    + " now");
        }
        StoredSerializers serializers = new StoredSerializers("State '" + id.name() + "'", scope.parts(serializer));
        try {
            serializers.resolve(state.serializers());
        } catch (IOException e) {
            throw new UncheckedIOException("State '" + id.name() + "' cannot be read: " + e.getMessage(), e);
        }
        return serializers;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Values of map state are maps.
    private <N, V> RocksDbTable<K, N, V> made(
            boolean map,
            int number,
            StateScope<K, N> scope,
            TypeSerializer<V> serializer,
            EntrySerializers<K, N, V> serializers) {
        return map
                ? new MapTable(number, database, cache, scope, serializer, serializers)
                : new SingleTable<>(number, database, cache, scope, serializer, serializers);
    }

    private <N, V> void convert(int old, EntrySerializers<K, N, V> readers, RocksDbTable<K, N, V> table) {
        KeyGroupRange range = owner.range();
        boolean gathers = numbers.get(old).map() && table instanceof SingleTable;
        GatheredMaps<K, N, V> maps = gathers ? new GatheredMaps<>(table, readers) : null;
        try (WriteBatch batch = new WriteBatch()) {
            for (int group = range.first(); group <= range.last(); group++) {
                byte[] prefix = EntryKeys.header(group, old);
                table.scan(prefix, prefix, (key, value) -> {
                    if (maps == null) {
                        table.convert(key, value, readers, batch);
                    } else {
                        maps.add(key, value, batch);
                    }
                    RocksDbTable.deleteStored(key, batch);
                    database.writeLarge(batch);
                    return true;
                });
                if (maps != null) {
                    maps.end(batch);
                }
            }
            database.write(batch);
        }
        numbers.remove(old);
    }

    @Override
    public KeyedSnapshot snapshot(boolean whole) {
        database.awaitCheckpoint();
        tables.values().forEach(cache::gather);
        cache.keepToLimit();
        // Serializers learn of classes as they write.
        tables.forEach(
                (number, table) -> numbers.update(number, table.serializers().snapshots()));
        return whole ? canonical() : checkpoint();
    }

    private KeyedSnapshot canonical() {
        tables.values().forEach(cache::flush);
        List<CanonicalSnapshot.Part> parts = new ArrayList<>();
        numbers.all().forEach((number, state) -> {
            RocksDbTable<K, ?, ?> table = tables.get(number);
            parts.add(new CanonicalSnapshot.Part(
                    number, state.id(), state.map(), state.serializers(), table == null ? null : table.leftOut()));
        });
        return new CanonicalSnapshot(database, owner.range(), parts);
    }

    private KeyedSnapshot checkpoint() {
        snapshots++;
        Path folder = database.folder().resolve("snapshot-" + snapshots);
        byte[] states;
        try {
            states = numbers.encoded();
        } catch (IOException e) {
            throw new UncheckedIOException("A snapshot of RocksDB cannot be made: " + e, e);
        }
        CompletableFuture<Void> made = database.checkpoint(cache.gathered(), folder);
        return new NativeSnapshot(
                snapshots,
                database,
                new NativeSnapshot.Folder(folder, made, states),
                owner.range(),
                incremental ? stored : new StoredFiles());
    }

    /** Writes what has changed, and says how many bytes all cached values have. */
    long cachedBytes() {
        tables.values().forEach(cache::flush);
        return cache.bytes();
    }

    /** How many entries have been put and deleted. */
    long written() {
        return database.written();
    }

    @Override
    public void close() {
        cache.close();
        database.release();
    }

    /** The states as they are stored in a folder with RocksDB's files, which has no more files than those afterwards. */
    static StateNumbers readNumbers(Path files) throws IOException {
        Path file = files.resolve(StateNumbers.FILE);
        StateNumbers numbers = StateNumbers.decoded(Files.readAllBytes(file));
        Files.delete(file);
        return numbers;
    }

    /** Takes over from another database what it has of these key groups. */
    static void copy(
            OpenDatabase from, StateNumbers itsNumbers, OpenDatabase to, StateNumbers numbers, KeyGroupRange keyGroups)
            throws IOException {
        try (RocksIterator iterator = from.iterator();
                WriteBatch batch = new WriteBatch()) {
            for (Map.Entry<Integer, StateNumbers.Stored> state :
                    itsNumbers.all().entrySet()) {
                int number = numbers.like(state.getValue());
                for (int group = keyGroups.first(); group <= keyGroups.last(); group++) {
                    byte[] prefix = EntryKeys.header(group, state.getKey());
                    for (iterator.seek(prefix); iterator.isValid(); iterator.next()) {
                        byte[] key = iterator.key();
                        if (!EntryKeys.startsWith(key, prefix)) {
                            break;
                        }
                        RocksDbTable.putStored(EntryKeys.ofState(key, number), iterator.value(), batch);
                        to.writeLarge(batch);
                    }
                    OpenDatabase.check(iterator);
                }
            }
            to.write(batch);
        }
    }
}

package io.yarnflink.state;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The values of one state for all keys and namespaces of this subtask, one table per key group; task thread only. */
final class StateTable<K, N, V> implements Cells<V> {
    /** Which of the serializers in front of its bytes is which. */
    static final int KEYS = 0;

    static final int VALUES = 1;
    static final int NAMESPACES = 2;

    private final StateScope<K, N> scope;
    private final TypeSerializer<V> serializer;
    private final @Nullable KeyedTable<K, N, V>[] tables;
    private @Nullable Expiry<V> expiry;
    private @Nullable Supplier<Predicate<V>> dropped;

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no generic arrays.
    StateTable(StateScope<K, N> scope, TypeSerializer<V> serializer) {
        this.scope = scope;
        this.serializer = serializer;
        tables = new KeyedTable[scope.keyed().groups()];
    }

    /** Which values are over, and how many to look at on each access. */
    record Expiry<V>(int entries, Predicate<V> isOver) {}

    /** Removes values that are over little by little. */
    void expire(Expiry<V> newExpiry) {
        expiry = newExpiry;
    }

    /** Leaves values that are over out of snapshots; asked once for each snapshot, so that all of it sees one time. */
    void dropInSnapshots(Supplier<Predicate<V>> isOver) {
        dropped = isOver;
    }

    TypeSerializer<V> serializer() {
        return serializer;
    }

    @Override
    public @Nullable V get() {
        KeyedState<K> keyed = scope.keyed();
        K key = keyed.currentKey();
        KeyedTable<K, N, V> table = tables[keyed.currentGroupOffset()];
        if (table == null) {
            return null;
        }
        if (expiry != null) {
            table.sweep(expiry.entries(), expiry.isOver());
        }
        return table.get(key, keyed.currentHash(), scope.namespace());
    }

    @Override
    public void put(V value) {
        KeyedState<K> keyed = scope.keyed();
        K key = keyed.currentKey();
        KeyedTable<K, N, V> table = table(keyed.currentGroupOffset());
        if (!table.replace(key, keyed.currentHash(), scope.namespace(), value)) {
            table.put(keyed.ownedCurrentKey(), keyed.currentHash(), scope.namespace(), value);
        }
    }

    @Override
    public void remove() {
        KeyedState<K> keyed = scope.keyed();
        K key = keyed.currentKey();
        KeyedTable<K, N, V> table = tables[keyed.currentGroupOffset()];
        if (table != null) {
            table.remove(key, keyed.currentHash(), scope.namespace());
        }
    }

    long size() {
        long size = 0;
        for (KeyedTable<K, N, V> table : tables) {
            size += table == null ? 0 : table.size();
        }
        return size;
    }

    /** The keys that have a value, each as often as it has namespaces. */
    List<K> keys() {
        List<K> keys = new ArrayList<>();
        for (KeyedTable<K, N, V> table : tables) {
            if (table != null) {
                table.forEachKey(keys::add);
            }
        }
        return keys;
    }

    /** The serializers of its keys, its namespaces if it has some, and its values. */
    StoredSerializers.Part[] parts() {
        StoredSerializers.Part keys = StoredSerializers.Part.key(scope.keyed().keySerializer());
        StoredSerializers.Part values = StoredSerializers.Part.values(serializer);
        return scope.isSpaced()
                ? new StoredSerializers.Part[] {
                    keys, values, StoredSerializers.Part.namespace(scope.namespaceSerializer())
                }
                : new StoredSerializers.Part[] {keys, values};
    }

    private TypeSerializer<?>[] serializers() {
        return Arrays.stream(parts()).map(StoredSerializers.Part::serializer).toArray(TypeSerializer<?>[]::new);
    }

    /** What a snapshot holds of it. */
    FrozenPart freeze(StateId id, SnapshotPlan plan) {
        FrozenEntries part = new FrozenEntries(id, plan.range(), serializers());
        Predicate<V> isOver = dropped == null ? value -> false : dropped.get();
        for (int group = 0; group < tables.length; group++) {
            KeyedTable<K, N, V> table = tables[group];
            if (table == null) {
                continue;
            }
            SnapshotPlan.Choice choice = plan.choice(id, group + plan.range().first(), table.isTracking());
            boolean restart = !plan.isApart() && !choice.changes();
            FrozenTable whole = choice.whole() ? table.frozenWhole(restart, isOver) : null;
            part.set(group, choice, choice.changes() ? table.frozenChanges() : null, whole);
        }
        return part;
    }

    /** Reads what a snapshot holds of a key group, range by range, with serializers for its {@link #parts}. */
    void read(int group, StoredSerializers serializers, DataInputView source) throws IOException {
        KeyedTable<K, N, V> table = table(group);
        int keyGroup = group + scope.keyed().range().first();
        int maxParallelism = scope.keyed().maxParallelism();
        TypeSerializer<K> keys = serializers.reader(KEYS);
        TypeSerializer<V> values = serializers.reader(VALUES);
        TypeSerializer<N> namespaces = scope.isSpaced() ? serializers.reader(NAMESPACES) : null;
        for (int left = source.readInt(); left > 0; left--) {
            K key = keys.deserialize(source);
            N namespace = namespaces == null ? scope.namespace() : namespaces.deserialize(source);
            table.remove(key, KeyGroups.restoredHash(key, keyGroup, maxParallelism), namespace);
        }
        for (int left = source.readInt(); left > 0; left--) {
            K key = keys.deserialize(source);
            N namespace = namespaces == null ? scope.namespace() : namespaces.deserialize(source);
            int hash = KeyGroups.restoredHash(key, keyGroup, maxParallelism);
            table.put(key, hash, namespace, values.deserialize(source));
        }
    }

    private KeyedTable<K, N, V> table(int group) {
        KeyedTable<K, N, V> table = tables[group];
        if (table == null) {
            table = new KeyedTable<>(scope.isSpaced(), serializer);
            tables[group] = table;
        }
        return table;
    }
}

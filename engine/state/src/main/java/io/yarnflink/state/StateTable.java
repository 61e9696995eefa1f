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
final class StateTable<K, N, V> implements ValueTable<K, V> {
    private static final long NOWHERE = -1;

    private final StateScope<K, N> scope;
    private final TypeSerializer<V> serializer;
    private final @Nullable KeyedTable<K, N, V>[] tables;
    private @Nullable Expiry<V> expiry;
    private @Nullable Supplier<Predicate<V>> dropped;

    // Where the last get() found its value, for a put() after it: nowhere once entries have come or gone since.
    private long foundIn = NOWHERE;
    private int foundSlot;

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no generic arrays.
    StateTable(StateScope<K, N> scope, TypeSerializer<V> serializer) {
        this.scope = scope;
        this.serializer = serializer;
        tables = new KeyedTable[scope.keyed().groups()];
    }

    @Override
    public void expire(Expiry<V> newExpiry) {
        expiry = newExpiry;
    }

    @Override
    public void dropInSnapshots(Supplier<Predicate<V>> isOver) {
        dropped = isOver;
    }

    @Override
    public TypeSerializer<V> serializer() {
        return serializer;
    }

    @Override
    public @Nullable V get() {
        return get(true);
    }

    @Override
    public @Nullable V peek() {
        return get(false);
    }

    private @Nullable V get(boolean mayChange) {
        KeyedState<K> keyed = scope.keyed();
        K key = keyed.currentKey();
        KeyedTable<K, N, V> table = tables[keyed.currentGroupOffset()];
        if (table == null) {
            return null;
        }
        if (expiry != null) {
            foundIn = NOWHERE;
            table.sweep(expiry.entries(), expiry.isOver());
        }
        int mixed = table.mixed(keyed.currentHash(), scope.namespace());
        Page page = table.page(mixed);
        int slot = page.find(key, mixed, scope.namespace());
        if (slot < 0) {
            foundIn = NOWHERE;
            return null;
        }
        foundIn = keyed.selections();
        foundSlot = slot;
        return mayChange ? table.valueAt(page, slot) : table.seenAt(page, slot);
    }

    @Override
    public void put(V value) {
        KeyedState<K> keyed = scope.keyed();
        K key = keyed.currentKey();
        KeyedTable<K, N, V> table = table(keyed.currentGroupOffset());
        if (foundIn == keyed.selections()) {
            int mixed = table.mixed(keyed.currentHash(), scope.namespace());
            table.replaceAt(table.page(mixed), foundSlot, value);
            return;
        }
        foundIn = NOWHERE;
        if (!table.replace(key, keyed.currentHash(), scope.namespace(), value)) {
            table.put(keyed.ownedCurrentKey(), keyed.currentHash(), scope.namespace(), value);
        }
    }

    @Override
    public void remove() {
        KeyedState<K> keyed = scope.keyed();
        K key = keyed.currentKey();
        KeyedTable<K, N, V> table = tables[keyed.currentGroupOffset()];
        foundIn = NOWHERE;
        if (table != null) {
            table.remove(key, keyed.currentHash(), scope.namespace());
        }
    }

    @Override
    public long size() {
        long size = 0;
        for (KeyedTable<K, N, V> table : tables) {
            size += table == null ? 0 : table.size();
        }
        return size;
    }

    @Override
    public List<K> keys() {
        List<K> keys = new ArrayList<>();
        for (KeyedTable<K, N, V> table : tables) {
            if (table != null) {
                table.forEachKey(keys::add);
            }
        }
        return keys;
    }

    private TypeSerializer<?>[] serializers() {
        return Arrays.stream(scope.parts(serializer))
                .map(StoredSerializers.Part::serializer)
                .toArray(TypeSerializer<?>[]::new);
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

    @Override
    public void read(int keyGroup, StoredSerializers serializers, DataInputView source) throws IOException {
        foundIn = NOWHERE;
        KeyedTable<K, N, V> table = table(keyGroup - scope.keyed().range().first());
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

package io.yarnflink.state;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.state.KeyedStateFunction;
import io.yarnflink.api.state.State;
import io.yarnflink.api.state.StateDescriptor;
import io.yarnflink.api.state.VoidNamespace;
import io.yarnflink.api.time.Clock;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The keyed state of one operator in one subtask, on the heap or in a database; task thread only. */
public final class KeyedState<K> implements AutoCloseable {
    private static final String GLOBAL = "";
    private static final String TIMERS = "timers";

    private final KeyGroupRange range;
    private final int maxParallelism;
    private final TypeSerializer<K> keySerializer;
    private final ExecutionConfig executionConfig;
    private final Clock clock;
    private final StateScope<K, VoidNamespace> global = new StateScope<>(this, GLOBAL, null, VoidNamespace.INSTANCE);
    private final Map<String, StateScope<K, ?>> scopes = new LinkedHashMap<>(Map.of(GLOBAL, global));
    private final Map<StateId, TimerPart<K, ?>> timers = new LinkedHashMap<>();
    /** What was restored and nobody asked for yet, by key group. */
    private final Map<Integer, Map<StateId, List<byte[]>>> unclaimed = new TreeMap<>();

    /** How the values are kept that are not on the heap; null when all are. */
    private final @Nullable StateBackend backend;

    /** What was restored and only the backend can read. */
    private final List<NativeFiles> nativeFiles = new ArrayList<>();

    private @Nullable StateDatabase<K> database;

    private boolean closed;

    /** The last snapshot, apart from those that stand alone. */
    private @Nullable HeapSnapshot last;

    private @Nullable K currentKey;
    private int currentHash;
    private int currentGroup;
    private long selections;

    public KeyedState(
            KeyGroupRange range,
            int maxParallelism,
            TypeSerializer<K> keySerializer,
            ExecutionConfig executionConfig,
            Clock clock) {
        this(range, maxParallelism, keySerializer, executionConfig, clock, null);
    }

    /** {@code backend}: how values are kept; null on the heap. */
    public KeyedState(
            KeyGroupRange range,
            int maxParallelism,
            TypeSerializer<K> keySerializer,
            ExecutionConfig executionConfig,
            Clock clock,
            @Nullable StateBackend backend) {
        this.backend = backend;
        this.range = range;
        this.maxParallelism = maxParallelism;
        this.keySerializer = keySerializer;
        this.executionConfig = executionConfig;
        this.clock = clock;
    }

    /** From now on all states show the values of {@code key}, whose {@link KeyGroups#hash} is {@code hash}. */
    public void setCurrentKey(K key, int hash) {
        int group = KeyGroups.keyGroup(hash, maxParallelism);
        if (!range.contains(group)) {
            throw new IllegalStateException("Key '" + key + "' belongs to key group " + group
                    + ", but this subtask owns key groups " + range
                    + ". Does the key selector give the same key for the same value every time?");
        }
        currentKey = key;
        currentHash = hash;
        currentGroup = group;
        selections++;
    }

    /** From now on there is no current key. */
    public void clearCurrentKey() {
        currentKey = null;
        selections++;
    }

    /** How often keys and namespaces have been selected: as long as it stays, states show the same values. */
    long selections() {
        return selections;
    }

    void namespaceSelected() {
        selections++;
    }

    public K currentKey() {
        if (currentKey == null) {
            throw new IllegalStateException(
                    "Keyed state was used without a current key; it is there only while a record or timer is processed");
        }
        return currentKey;
    }

    /** The current key in a form that may be kept. */
    public K ownedCurrentKey() {
        return keySerializer.copy(currentKey());
    }

    public int currentHash() {
        return currentHash;
    }

    /** The current key's group, counted from the first of this subtask. */
    int currentGroupOffset() {
        return currentGroup - range.first();
    }

    int groups() {
        return range.size();
    }

    public KeyGroupRange range() {
        return range;
    }

    public int maxParallelism() {
        return maxParallelism;
    }

    public TypeSerializer<K> keySerializer() {
        return keySerializer;
    }

    ExecutionConfig executionConfig() {
        return executionConfig;
    }

    Clock clock() {
        return clock;
    }

    /** The states that belong to a key alone. */
    public StateScope<K, VoidNamespace> global() {
        return global;
    }

    /** States of an operator's own that belong to a key alone, apart from those that its function asks for. */
    public StateScope<K, VoidNamespace> scope(String name) {
        return added(new StateScope<>(this, name, null, VoidNamespace.INSTANCE), name);
    }

    /** States that belong to a key and a namespace; scopes of different names share nothing. */
    public <N> StateScope<K, N> scope(String name, TypeSerializer<N> namespaceSerializer, N initial) {
        return added(new StateScope<>(this, name, namespaceSerializer, initial), name);
    }

    private <N> StateScope<K, N> added(StateScope<K, N> scope, String name) {
        if (scopes.putIfAbsent(name, scope) != null) {
            throw new IllegalStateException("the scope of states '" + name + "' exists already");
        }
        return scope;
    }

    private record TimerPart<K, N>(TimerQueue<K, N> queue, TypeSerializer<N> namespaces) {
        FrozenPart freeze(StateId id, TypeSerializer<K> keys, SnapshotPlan plan) {
            return queue.freeze(id, new TypeSerializer<?>[] {keys, namespaces}, plan);
        }
    }

    /** Timers of this state's keys, which its snapshots hold; {@code name} is theirs alone. */
    public <N> TimerQueue<K, N> timers(String name, TypeSerializer<N> namespaces) {
        TimerQueue<K, N> queue = new TimerQueue<>(range, maxParallelism, keySerializer);
        StateId id = new StateId(TIMERS, name);
        if (timers.containsKey(id)) {
            throw new IllegalStateException("the timers '" + name + "' exist already");
        }
        StoredSerializers serializers = new StoredSerializers(
                "The timers '" + name + "'",
                StoredSerializers.Part.key(keySerializer),
                StoredSerializers.Part.namespace(namespaces));
        claim(
                id,
                serializers,
                (keyGroup, source) -> queue.read(keyGroup, serializers.reader(0), serializers.reader(1), source));
        timers.put(id, new TimerPart<>(queue, namespaces));
        return queue;
    }

    /** Lets {@code function} see the state of every key that has a value in it; there is no current key afterwards. */
    public <S extends State> void forEachKey(StateDescriptor<S, ?> descriptor, KeyedStateFunction<K, S> function)
            throws Exception {
        S state = global.state(descriptor);
        for (K key : global.keysOf(descriptor)) {
            setCurrentKey(key, KeyGroups.hash(key));
            function.process(key, state);
        }
        clearCurrentKey();
    }

    /**
     * All values and timers as they are now; what nobody asked for stays as it was restored. A {@code whole} one refers
     * to none before it, and none after it will refer to it.
     */
    public KeyedSnapshot snapshot(boolean whole) {
        KeyedSnapshot beside = database == null && nativeFiles.isEmpty()
                ? null
                : database().map(known -> known.snapshot(whole)).orElse(null);
        SnapshotPlan plan = whole ? SnapshotPlan.apart(range) : SnapshotPlan.after(last, range);
        List<FrozenPart> parts = new ArrayList<>();
        try {
            for (StateScope<K, ?> scope : scopes.values()) {
                scope.freeze(plan, parts);
            }
            timers.forEach((id, part) -> parts.add(part.freeze(id, keySerializer, plan)));
        } catch (RuntimeException | Error e) {
            // Some states have forgotten what changed since the last one, so the next snapshot holds all of them.
            last = whole ? last : null;
            parts.forEach(FrozenPart::release);
            if (beside != null) {
                beside.discard();
            }
            throw e;
        }
        parts.addAll(unclaimed());
        HeapSnapshot snapshot = new HeapSnapshot(parts, plan.previous(), beside);
        if (!whole) {
            last = snapshot;
        }
        return snapshot;
    }

    private Collection<FrozenBytes> unclaimed() {
        Map<StateId, FrozenBytes> parts = new LinkedHashMap<>();
        unclaimed.forEach((keyGroup, states) -> states.forEach(
                (id, ranges) -> parts.computeIfAbsent(id, FrozenBytes::new).set(keyGroup, ranges)));
        return parts.values();
    }

    /** Takes over what a snapshot held of one key group, before any state is asked for. */
    public void restore(int keyGroup, Map<StateId, List<byte[]>> snapshot) {
        if (!range.contains(keyGroup)) {
            throw new IllegalArgumentException("key group " + keyGroup + " is none of " + range);
        }
        unclaimed.put(keyGroup, new LinkedHashMap<>(snapshot));
    }

    /** Takes over what a backend stored in files of its own, before any state is asked for. */
    public void restore(NativeFiles files) {
        if (backend == null || !backend.kind().equals(files.kind())) {
            throw new IllegalStateException("The keyed state is stored in files of kind '" + files.kind()
                    + "', which the state backend of this job does not read (it "
                    + (backend == null ? "keeps state on the heap" : "has '" + backend.kind() + "'")
                    + "). To change the state backend, start from a savepoint, which all of them read");
        }
        nativeFiles.add(files);
    }

    /** Where values are kept that are not on the heap, made when it is first asked for. */
    Optional<StateDatabase<K>> database() {
        if (closed && backend != null) {
            throw new IllegalStateException("Keyed state was asked for after its task had ended");
        }
        if (database == null && backend != null) {
            database = backend.open(this, List.copyOf(nativeFiles));
            nativeFiles.clear();
        }
        return Optional.ofNullable(database);
    }

    /** Lets go of what is not on the heap; snapshots under way can still be written. */
    @Override
    public void close() {
        closed = true;
        if (database != null) {
            database.close();
            database = null;
        }
    }

    /** Fails when what was restored of a state cannot be read with that serializer; nothing has changed then. */
    void checkRestored(StateId id, StateScope<K, ?> scope, TypeSerializer<?> serializer) {
        readRestored(id, stored(id, scope, serializer), (keyGroup, source) -> {});
    }

    private StoredSerializers stored(StateId id, StateScope<K, ?> scope, TypeSerializer<?> serializer) {
        return new StoredSerializers("State '" + id.name() + "'", scope.parts(serializer));
    }

    void restored(StateId id, StateScope<K, ?> scope, ValueTable<?, ?> table) {
        StoredSerializers serializers = stored(id, scope, table.serializer());
        claim(id, serializers, (keyGroup, source) -> table.read(keyGroup, serializers, source));
    }

    /** Reads a part of a snapshot into one key group. */
    @FunctionalInterface
    private interface PartReader {
        void read(int keyGroup, DataInputView source) throws IOException;
    }

    private void claim(StateId id, StoredSerializers serializers, PartReader reader) {
        readRestored(id, serializers, reader);
        unclaimed.values().forEach(values -> values.remove(id));
    }

    private void readRestored(StateId id, StoredSerializers serializers, PartReader reader) {
        unclaimed.forEach((keyGroup, values) ->
                values.getOrDefault(id, List.of()).forEach(range -> read(id, keyGroup, serializers, reader, range)));
    }

    private static void read(StateId id, int keyGroup, StoredSerializers serializers, PartReader reader, byte[] bytes) {
        try {
            ByteArrayInputView source = new ByteArrayInputView(bytes);
            serializers.resolve(source);
            reader.read(keyGroup, source);
        } catch (IOException e) {
            throw new UncheckedIOException("State '" + id.name() + "' of key group " + keyGroup + " cannot be read", e);
        }
    }

    /** How many values all states hold. */
    public long size() {
        return scopes.values().stream().mapToLong(StateScope::size).sum();
    }
}

package io.yarnflink.state;

import io.yarnflink.api.state.AggregatingState;
import io.yarnflink.api.state.AggregatingStateDescriptor;
import io.yarnflink.api.state.KeyedStateStore;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.MapState;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.state.ReducingState;
import io.yarnflink.api.state.ReducingStateDescriptor;
import io.yarnflink.api.state.State;
import io.yarnflink.api.state.StateDescriptor;
import io.yarnflink.api.state.StateTtlConfig;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * States of one operator whose values belong to a key and to a namespace, such as a window; the current namespace is
 * chosen by {@link #select}. Values are live references. Task thread only.
 */
public final class StateScope<K, N> implements KeyedStateStore {
    private final KeyedState<K> keyed;
    private final String name;
    private final @Nullable TypeSerializer<N> namespaceSerializer;
    private final Map<String, Registered<?>> states = new LinkedHashMap<>();
    private N namespace;

    /** A state that was asked for, with the table that holds its values; {@code agreed} is what it was last asked for with. */
    private record Registered<V>(StateDescriptor.Type type, State state, ValueTable<?, V> table, Agreed agreed) {}

    /** A descriptor that fits a state, as long as it stays as it was. */
    private static final class Agreed {
        private @Nullable StateDescriptor<?, ?> descriptor;
        private @Nullable StateTtlConfig ttl;

        @SuppressWarnings("ReferenceEquality") // Equal descriptors may have different serializers.
        boolean is(StateDescriptor<?, ?> other) {
            return descriptor == other && ttl == other.getTtlConfig();
        }

        void set(StateDescriptor<?, ?> newDescriptor) {
            descriptor = newDescriptor;
            ttl = newDescriptor.getTtlConfig();
        }
    }

    StateScope(KeyedState<K> keyed, String name, @Nullable TypeSerializer<N> namespaceSerializer, N namespace) {
        this.keyed = keyed;
        this.name = name;
        this.namespaceSerializer = namespaceSerializer;
        this.namespace = namespace;
    }

    /** From now on all states of this scope show the values of {@code newNamespace}. */
    public void select(N newNamespace) {
        namespace = newNamespace;
        keyed.namespaceSelected();
    }

    /** The current one. */
    public N namespace() {
        return namespace;
    }

    /** Whether its states have namespaces. */
    public boolean isSpaced() {
        return namespaceSerializer != null;
    }

    public TypeSerializer<N> namespaceSerializer() {
        if (namespaceSerializer == null) {
            throw new IllegalStateException("the states of scope '" + name + "' have no namespaces");
        }
        return namespaceSerializer;
    }

    public KeyedState<K> keyed() {
        return keyed;
    }

    /** The serializers of the entries of a state: of keys, values, and namespaces if it has some. */
    public StoredSerializers.Part[] parts(TypeSerializer<?> serializer) {
        StoredSerializers.Part keys = StoredSerializers.Part.key(keyed.keySerializer());
        StoredSerializers.Part values = StoredSerializers.Part.values(serializer);
        return isSpaced()
                ? new StoredSerializers.Part[] {keys, values, StoredSerializers.Part.namespace(namespaceSerializer())}
                : new StoredSerializers.Part[] {keys, values};
    }

    /** A table for a new state, wherever this operator keeps its values. */
    <V> ValueTable<K, V> table(StateDescriptor<?, ?> descriptor, TypeSerializer<V> serializer) {
        Optional<StateDatabase<K>> database = keyed.database();
        return database.isEmpty()
                ? new StateTable<>(this, serializer)
                : database.get().table(new StateId(name, descriptor.getName()), descriptor.getType(), this, serializer);
    }

    /** The state that {@code descriptor} names, made when it is first asked for. */
    @SuppressWarnings("unchecked") // The kind of state follows from the descriptor's class.
    public <S extends State> S state(StateDescriptor<S, ?> descriptor) {
        Registered<?> known = states.get(descriptor.getName());
        if (known != null && known.agreed().is(descriptor)) {
            return (S) known.state();
        }
        descriptor.initializeSerializerUnlessSet(keyed.executionConfig());
        if (known == null) {
            known = register(descriptor);
            states.put(descriptor.getName(), known);
        } else {
            check(descriptor, known);
        }
        known.agreed().set(descriptor);
        return (S) known.state();
    }

    private <V> Registered<V> register(StateDescriptor<?, ?> descriptor) {
        StateId id = new StateId(name, descriptor.getName());
        keyed.checkRestored(id, this, HeapStates.storedSerializer(descriptor));
        HeapStates.Made<V> made = HeapStates.make(descriptor, this, keyed.clock());
        keyed.restored(id, this, made.table());
        return new Registered<>(descriptor.getType(), made.state(), made.table(), new Agreed());
    }

    private void check(StateDescriptor<?, ?> descriptor, Registered<?> known) {
        TypeSerializer<?> serializer = HeapStates.storedSerializer(descriptor);
        if (known.type() != descriptor.getType() || !known.table().serializer().equals(serializer)) {
            throw new IllegalStateException("State '" + descriptor.getName() + "' is known as " + known.type()
                    + " state with " + known.table().serializer().getClass().getSimpleName()
                    + " and was asked for again as " + descriptor.getType() + " state with "
                    + serializer.getClass().getSimpleName() + "; names are unique within an operator");
        }
    }

    /** Makes the current key's values of {@code sources} part of that of {@code target}. */
    @SuppressWarnings("unchecked") // A mergeable state's cells hold its values.
    public void merge(StateDescriptor<?, ?> descriptor, N target, Collection<N> sources) throws Exception {
        if (!(state(descriptor) instanceof Mergeable<?> mergeable)) {
            throw new UnsupportedOperationException("State '" + descriptor.getName() + "' cannot be merged: it is "
                    + descriptor.getType() + " state; list, reducing and aggregating state can");
        }
        merge((Mergeable<Object>) mergeable, target, sources);
    }

    private void merge(Mergeable<Object> state, N target, Collection<N> sources) throws Exception {
        N before = namespace;
        Object merged = null;
        for (N source : sources) {
            select(source);
            Object value = state.cells().get();
            if (value != null) {
                state.cells().remove();
                merged = merged == null ? value : state.merged(merged, value);
            }
        }
        select(target);
        if (merged != null) {
            Object value = state.cells().get();
            state.cells().put(value == null ? merged : state.merged(value, merged));
        }
        select(before);
    }

    /** The keys that have a value in the state. */
    @SuppressWarnings("unchecked") // All tables of a scope have its keys.
    List<K> keysOf(StateDescriptor<?, ?> descriptor) {
        state(descriptor);
        Registered<?> known = states.get(descriptor.getName());
        if (known == null) {
            throw new IllegalStateException("no state '" + descriptor.getName() + "' in scope '" + name + "'");
        }
        return (List<K>) known.table().keys();
    }

    /** What is on the heap. */
    void freeze(SnapshotPlan plan, List<FrozenPart> parts) {
        states.forEach((state, known) -> {
            if (known.table() instanceof StateTable<?, ?, ?> table) {
                parts.add(table.freeze(new StateId(name, state), plan));
            }
        });
    }

    long size() {
        return states.values().stream()
                .mapToLong(registered -> registered.table().size())
                .sum();
    }

    @Override
    public <T> ValueState<T> getState(ValueStateDescriptor<T> stateProperties) {
        return state(stateProperties);
    }

    @Override
    public <T> ListState<T> getListState(ListStateDescriptor<T> stateProperties) {
        return state(stateProperties);
    }

    @Override
    public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> stateProperties) {
        return state(stateProperties);
    }

    @Override
    public <IN, ACC, OUT> AggregatingState<IN, OUT> getAggregatingState(
            AggregatingStateDescriptor<IN, ACC, OUT> stateProperties) {
        return state(stateProperties);
    }

    @Override
    public <UK, UV> MapState<UK, UV> getMapState(MapStateDescriptor<UK, UV> stateProperties) {
        return state(stateProperties);
    }
}

package io.yarnflink.state;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.state.BroadcastState;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.state.OperatorStateStore;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The states of one operator's subtask that belong to no key; task thread only. */
public final class OperatorState implements OperatorStateStore {
    private final ExecutionConfig executionConfig;
    private final Map<String, RegisteredList> lists = new LinkedHashMap<>();
    private final Map<String, Broadcast> broadcasts = new LinkedHashMap<>();
    private final OperatorStateSnapshot unclaimed;

    /** {@code restored} is what earlier subtasks left for this one. */
    public OperatorState(ExecutionConfig executionConfig, OperatorStateSnapshot restored) {
        this.executionConfig = executionConfig;
        unclaimed = restored.copy();
    }

    private record RegisteredList(boolean union, OperatorListState<?> state) {}

    private record Broadcast(MapStateDescriptor<?, ?> descriptor, HeapBroadcastState<?, ?> state) {}

    @Override
    public <S> ListState<S> getListState(ListStateDescriptor<S> stateDescriptor) throws IOException {
        return list(stateDescriptor, false);
    }

    @Override
    public <S> ListState<S> getUnionListState(ListStateDescriptor<S> stateDescriptor) throws IOException {
        return list(stateDescriptor, true);
    }

    @SuppressWarnings("unchecked") // Equal serializers mean the same element type.
    private <S> ListState<S> list(ListStateDescriptor<S> descriptor, boolean union) throws IOException {
        descriptor.initializeSerializerUnlessSet(executionConfig);
        RegisteredList known = lists.get(descriptor.getName());
        if (known == null) {
            OperatorListState<S> state = new OperatorListState<>(descriptor.getElementSerializer());
            state.read(descriptor.getName(), unclaimed.takeList(descriptor.getName()));
            known = new RegisteredList(union, state);
            lists.put(descriptor.getName(), known);
        } else if (known.union() != union || !known.state().serializer().equals(descriptor.getElementSerializer())) {
            throw new IllegalStateException("List state '" + descriptor.getName()
                    + "' was asked for before with another type or way of redistribution");
        }
        return (ListState<S>) known.state();
    }

    @Override
    @SuppressWarnings("unchecked") // Equal serializers mean the same types.
    public <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> stateDescriptor) throws IOException {
        stateDescriptor.initializeSerializerUnlessSet(executionConfig);
        Broadcast known = broadcasts.get(stateDescriptor.getName());
        if (known == null) {
            HeapBroadcastState<K, V> state = new HeapBroadcastState<>();
            byte[] restored = unclaimed.takeBroadcast(stateDescriptor.getName());
            if (restored != null) {
                state.putAll(read(stateDescriptor, restored));
            }
            known = new Broadcast(stateDescriptor, state);
            broadcasts.put(stateDescriptor.getName(), known);
        } else if (!known.descriptor().getSerializer().equals(stateDescriptor.getSerializer())) {
            throw new IllegalStateException(
                    "Broadcast state '" + stateDescriptor.getName() + "' was asked for before with other types");
        }
        return (BroadcastState<K, V>) known.state();
    }

    @Override
    public Set<String> getRegisteredStateNames() {
        return Set.copyOf(lists.keySet());
    }

    @Override
    public Set<String> getRegisteredBroadcastStateNames() {
        return Set.copyOf(broadcasts.keySet());
    }

    /** All states; what nobody asked for stays as it was restored. */
    public OperatorStateSnapshot snapshot() throws IOException {
        OperatorStateSnapshot snapshot = unclaimed.copy();
        for (Map.Entry<String, RegisteredList> entry : lists.entrySet()) {
            RegisteredList list = entry.getValue();
            snapshot.putList(entry.getKey(), list.union(), list.state().write());
        }
        for (Map.Entry<String, Broadcast> entry : broadcasts.entrySet()) {
            snapshot.putBroadcast(entry.getKey(), write(entry.getValue()));
        }
        return snapshot;
    }

    private static <K, V> Map<K, V> read(MapStateDescriptor<K, V> descriptor, byte[] restored) throws IOException {
        StoredSerializers serializers = new StoredSerializers(
                "Broadcast state '" + descriptor.getName() + "'",
                StoredSerializers.Part.values(descriptor.getSerializer()));
        ByteArrayInputView source = new ByteArrayInputView(restored);
        serializers.resolve(source);
        return serializers.<Map<K, V>>reader(0).deserialize(source);
    }

    @SuppressWarnings("unchecked") // The state is that of its descriptor.
    private static byte[] write(Broadcast broadcast) throws IOException {
        ByteArrayOutputView view = new ByteArrayOutputView(256);
        TypeSerializer<Object> serializer = (TypeSerializer<Object>)
                (TypeSerializer<?>) broadcast.descriptor().getSerializer();
        serializer.serialize(broadcast.state().values(), view);
        return StoredSerializers.join(StoredSerializers.snapshots(serializer), view);
    }
}

package io.yarnflink.taskmanager.operators.windows;

import io.yarnflink.api.state.AppendingState;
import io.yarnflink.api.state.State;
import io.yarnflink.api.state.StateDescriptor;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.windowing.windows.Window;
import io.yarnflink.state.StateScope;
import java.util.List;

/** The records of a window, or what they were aggregated to. */
final class KeptContents<T, V, W extends Window> implements Contents<T, V, W> {
    private final AppendingState<T, ?> state;
    private final StateDescriptor<?, ?> descriptor;
    private final TypeSerializer<T> serializer;

    @SuppressWarnings("unchecked") // Only descriptors of such states are given.
    KeptContents(StateScope<?, ?> scope, StateDescriptor<?, ?> descriptor, TypeSerializer<T> serializer) {
        state = (AppendingState<T, ?>) scope.state((StateDescriptor<? extends State, ?>) descriptor);
        this.descriptor = descriptor;
        this.serializer = serializer;
    }

    @Override
    public void add(T value, long timestamp) throws Exception {
        // What is kept is the window's own: others may still change the record.
        state.add(serializer.copy(value));
    }

    @Override
    @SuppressWarnings("unchecked") // A list gives its elements, the others one value.
    public void fire(W window, Firing<V, W> firing) throws Exception {
        Object kept = state.get();
        if (kept == null) {
            return;
        }
        if (descriptor.getType() != StateDescriptor.Type.LIST) {
            firing.fire(window, List.of((V) kept));
            return;
        }
        Iterable<V> elements = (Iterable<V>) kept;
        if (elements.iterator().hasNext()) {
            firing.fire(window, elements);
        }
    }

    @Override
    public void clear() {
        state.clear();
    }

    @Override
    public StateDescriptor<?, ?> descriptor() {
        return descriptor;
    }
}

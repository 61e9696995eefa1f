package io.yarnflink.taskmanager.operators.windows;

import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.StateDescriptor;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.windowing.evictors.Evictor;
import io.yarnflink.api.windowing.evictors.TimestampedValue;
import io.yarnflink.api.windowing.windows.Window;
import io.yarnflink.state.StateScope;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import io.yarnflink.taskmanager.operators.TimestampedValueSerializer;
import java.util.ArrayList;
import java.util.List;

/** The records of a window with their timestamps, of which an evictor leaves some out when it fires. */
final class EvictedContents<T, W extends Window> implements Contents<T, T, W> {
    private final Evictor<T, W> evictor;
    private final Evictor.EvictorContext evictorContext;
    private final ListStateDescriptor<TimestampedValue<T>> descriptor;
    private final ListState<TimestampedValue<T>> state;
    private final TypeSerializer<T> serializer;

    EvictedContents(
            StateScope<?, ?> scope,
            Evictor<T, W> evictor,
            Evictor.EvictorContext evictorContext,
            TypeSerializer<T> serializer) {
        this.evictor = evictor;
        this.evictorContext = evictorContext;
        this.serializer = serializer;
        descriptor = new ListStateDescriptor<>("window-contents", new TimestampedValueSerializer<>(serializer));
        state = scope.state(descriptor);
    }

    @Override
    public void add(T value, long timestamp) throws Exception {
        T own = serializer.copy(value);
        state.add(
                timestamp == RecordBatch.NO_TIMESTAMP
                        ? new TimestampedValue<>(own)
                        : new TimestampedValue<>(own, timestamp));
    }

    @Override
    public void fire(W window, Firing<T, W> firing) throws Exception {
        List<TimestampedValue<T>> elements = new ArrayList<>();
        state.get().forEach(elements::add);
        if (elements.isEmpty()) {
            return;
        }
        evictor.evictBefore(elements, elements.size(), window, evictorContext);
        firing.fire(
                window, () -> elements.stream().map(TimestampedValue::getValue).iterator());
        evictor.evictAfter(elements, elements.size(), window, evictorContext);
        state.update(elements);
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

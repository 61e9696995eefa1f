package io.yarnflink.api.windowing;

import io.yarnflink.api.metrics.MetricGroup;
import io.yarnflink.api.state.MergingState;
import io.yarnflink.api.state.ReducingState;
import io.yarnflink.api.state.ReducingStateDescriptor;
import io.yarnflink.api.state.State;
import io.yarnflink.api.state.StateDescriptor;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.windowing.triggers.Trigger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Times, timers and state of one window, kept in maps; calls a trigger as the window operator does. */
public final class TriggerHarness implements Trigger.OnMergeContext {
    public final TreeSet<Long> eventTimers = new TreeSet<>();
    public final TreeSet<Long> processingTimers = new TreeSet<>();
    public final List<String> merged = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();
    public long watermark = Long.MIN_VALUE;
    public long now;

    /** Names of the states that hold something. */
    public Set<String> kept() {
        return values.keySet();
    }

    @Override
    public long getCurrentProcessingTime() {
        return now;
    }

    @Override
    public MetricGroup getMetricGroup() {
        throw new AssertionError("no trigger of ours has metrics");
    }

    @Override
    public long getCurrentWatermark() {
        return watermark;
    }

    @Override
    public void registerProcessingTimeTimer(long time) {
        processingTimers.add(time);
    }

    @Override
    public void registerEventTimeTimer(long time) {
        eventTimers.add(time);
    }

    @Override
    public void deleteProcessingTimeTimer(long time) {
        processingTimers.remove(time);
    }

    @Override
    public void deleteEventTimeTimer(long time) {
        eventTimers.remove(time);
    }

    @Override
    public <S extends MergingState<?, ?>> void mergePartitionedState(StateDescriptor<S, ?> stateDescriptor) {
        merged.add(stateDescriptor.getName());
    }

    @Override
    @SuppressWarnings("unchecked") // The descriptor says which kind of state it is.
    public <S extends State> S getPartitionedState(StateDescriptor<S, ?> stateDescriptor) {
        if (stateDescriptor instanceof ReducingStateDescriptor<?> reducing) {
            return (S) new Reduced<>((ReducingStateDescriptor<Object>) reducing);
        }
        return (S) new Kept((StateDescriptor<?, Object>) stateDescriptor);
    }

    private final class Kept implements ValueState<Object> {
        private final StateDescriptor<?, Object> descriptor;

        private Kept(StateDescriptor<?, Object> descriptor) {
            this.descriptor = descriptor;
        }

        @Override
        public @Nullable Object value() {
            return values.getOrDefault(descriptor.getName(), descriptor.getDefaultValue());
        }

        @Override
        public void update(@Nullable Object value) {
            values.put(descriptor.getName(), value);
        }

        @Override
        public void clear() {
            values.remove(descriptor.getName());
        }
    }

    private final class Reduced<T> implements ReducingState<T> {
        private final ReducingStateDescriptor<T> descriptor;

        private Reduced(ReducingStateDescriptor<T> descriptor) {
            this.descriptor = descriptor;
        }

        @Override
        @SuppressWarnings("unchecked") // Only this state writes under its name.
        public @Nullable T get() {
            return (T) values.get(descriptor.getName());
        }

        @Override
        public void add(T value) throws Exception {
            T before = get();
            values.put(
                    descriptor.getName(),
                    before == null ? value : descriptor.getReduceFunction().reduce(before, value));
        }

        @Override
        public void clear() {
            values.remove(descriptor.getName());
        }
    }
}

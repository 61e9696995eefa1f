package io.yarnflink.taskmanager.operators.windows;

import io.yarnflink.api.functions.TimeDomain;
import io.yarnflink.api.metrics.MetricGroup;
import io.yarnflink.api.state.MergingState;
import io.yarnflink.api.state.State;
import io.yarnflink.api.state.StateDescriptor;
import io.yarnflink.api.windowing.triggers.Trigger;
import io.yarnflink.api.windowing.triggers.TriggerResult;
import io.yarnflink.api.windowing.windows.Window;
import io.yarnflink.state.StateScope;
import io.yarnflink.taskmanager.chain.Timers;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A trigger with its timers and its state, which belong to the current key and the window at hand; task thread only. */
final class WindowTrigger<K, T, W extends Window> {
    private final Trigger<T, W> trigger;
    private final Context context;

    WindowTrigger(Trigger<T, W> trigger, Timers<K, W> timers, StateScope<K, W> states, MetricGroup metrics) {
        this.trigger = trigger;
        context = new Context(timers, states, metrics);
    }

    TriggerResult onElement(T element, long timestamp, W window) throws Exception {
        return trigger.onElement(element, timestamp, window, at(window));
    }

    TriggerResult onTimer(TimeDomain domain, long time, W window) throws Exception {
        return domain == TimeDomain.EVENT_TIME
                ? trigger.onEventTime(time, window, at(window))
                : trigger.onProcessingTime(time, window, at(window));
    }

    void onMerge(W result, Collection<W> merged) throws Exception {
        at(result);
        context.merged = merged;
        trigger.onMerge(result, context);
        context.merged = List.of();
    }

    void clear(W window) throws Exception {
        trigger.clear(window, at(window));
    }

    private Context at(W window) {
        context.window = window;
        return context;
    }

    private final class Context implements Trigger.OnMergeContext {
        private final Timers<K, W> timers;
        private final StateScope<K, W> states;
        private final MetricGroup metrics;
        private @Nullable W window;
        private Collection<W> merged = List.of();

        Context(Timers<K, W> timers, StateScope<K, W> states, MetricGroup metrics) {
            this.timers = timers;
            this.states = states;
            this.metrics = metrics;
        }

        private W current() {
            if (window == null) {
                throw new IllegalStateException("a trigger was used outside of its calls");
            }
            return window;
        }

        @Override
        public long getCurrentProcessingTime() {
            return timers.currentProcessingTime();
        }

        @Override
        public long getCurrentWatermark() {
            return timers.currentWatermark();
        }

        @Override
        public MetricGroup getMetricGroup() {
            return metrics;
        }

        @Override
        public void registerProcessingTimeTimer(long time) {
            timers.registerProcessingTime(current(), time);
        }

        @Override
        public void registerEventTimeTimer(long time) {
            timers.registerEventTime(current(), time);
        }

        @Override
        public void deleteProcessingTimeTimer(long time) {
            timers.deleteProcessingTime(current(), time);
        }

        @Override
        public void deleteEventTimeTimer(long time) {
            timers.deleteEventTime(current(), time);
        }

        @Override
        @SuppressWarnings("unchecked") // The descriptor says which state it is of.
        public <S extends State> S getPartitionedState(StateDescriptor<S, ?> stateDescriptor) {
            states.select(current());
            return states.state(stateDescriptor);
        }

        @Override
        public <S extends MergingState<?, ?>> void mergePartitionedState(StateDescriptor<S, ?> stateDescriptor) {
            try {
                states.merge(stateDescriptor, current(), merged);
            } catch (Exception e) {
                throw new IllegalStateException(
                        "The state '" + stateDescriptor.getName() + "' of a trigger could not be merged", e);
            }
        }
    }
}

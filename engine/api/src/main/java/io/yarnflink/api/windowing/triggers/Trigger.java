package io.yarnflink.api.windowing.triggers;

import io.yarnflink.api.metrics.MetricGroup;
import io.yarnflink.api.state.MergingState;
import io.yarnflink.api.state.State;
import io.yarnflink.api.state.StateDescriptor;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.windowing.windows.Window;
import java.io.Serializable;

/** Decides at each record and timer what happens to a window of a key; it must not keep anything but in its state. */
public abstract class Trigger<T, W extends Window> implements Serializable {
    public abstract TriggerResult onElement(T element, long timestamp, W window, TriggerContext ctx) throws Exception;

    public abstract TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) throws Exception;

    public abstract TriggerResult onEventTime(long time, W window, TriggerContext ctx) throws Exception;

    /** Whether {@link #onMerge} is there; merging windows need it. */
    public boolean canMerge() {
        return false;
    }

    /** Several windows became {@code window}. */
    public void onMerge(W window, OnMergeContext ctx) throws Exception {
        throw new UnsupportedOperationException(
                getClass().getSimpleName() + " cannot follow merging windows; override canMerge() and onMerge(...)");
    }

    /** Removes the window's timers and state; called when the window is dropped. */
    public abstract void clear(W window, TriggerContext ctx) throws Exception;

    /** Timers, times and state of the current key and window. */
    public interface TriggerContext {
        long getCurrentProcessingTime();

        MetricGroup getMetricGroup();

        long getCurrentWatermark();

        void registerProcessingTimeTimer(long time);

        void registerEventTimeTimer(long time);

        void deleteProcessingTimeTimer(long time);

        void deleteEventTimeTimer(long time);

        <S extends State> S getPartitionedState(StateDescriptor<S, ?> stateDescriptor);

        @Deprecated
        default <S extends Serializable> ValueState<S> getKeyValueState(
                String name, Class<S> stateType, S defaultState) {
            return getPartitionedState(new ValueStateDescriptor<>(name, stateType, defaultState));
        }

        @Deprecated
        default <S extends Serializable> ValueState<S> getKeyValueState(
                String name, TypeInformation<S> stateType, S defaultState) {
            return getPartitionedState(new ValueStateDescriptor<>(name, stateType, defaultState));
        }
    }

    /** What is there while windows merge. */
    public interface OnMergeContext extends TriggerContext {
        /** Merges the state of the windows that became one. */
        <S extends MergingState<?, ?>> void mergePartitionedState(StateDescriptor<S, ?> stateDescriptor);
    }
}

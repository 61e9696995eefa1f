package io.yarnflink.api.windowing.assigners;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.windowing.triggers.Trigger;
import io.yarnflink.api.windowing.windows.TimeWindow;
import java.util.Collection;

/** An assigner of time windows that merge when they share time or touch. */
abstract class SessionWindows<T> extends MergingWindowAssigner<T, TimeWindow> {
    private final boolean eventTime;

    SessionWindows(boolean eventTime) {
        this.eventTime = eventTime;
    }

    @Override
    public void mergeWindows(Collection<TimeWindow> windows, MergeCallback<TimeWindow> callback) {
        TimeWindow.mergeWindows(windows, callback);
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // The trigger takes any element.
    public Trigger<T, TimeWindow> getDefaultTrigger() {
        return (Trigger) TimeWindowAssigner.defaultTrigger(eventTime);
    }

    @Override
    public TypeSerializer<TimeWindow> getWindowSerializer(ExecutionConfig executionConfig) {
        return new TimeWindow.Serializer();
    }

    @Override
    public boolean isEventTime() {
        return eventTime;
    }
}

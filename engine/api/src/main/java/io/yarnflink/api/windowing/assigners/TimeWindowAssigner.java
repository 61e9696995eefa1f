package io.yarnflink.api.windowing.assigners;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.windowing.triggers.EventTimeTrigger;
import io.yarnflink.api.windowing.triggers.ProcessingTimeTrigger;
import io.yarnflink.api.windowing.triggers.Trigger;
import io.yarnflink.api.windowing.windows.TimeWindow;

/** An assigner of time windows that do not merge. */
abstract class TimeWindowAssigner extends WindowAssigner<Object, TimeWindow> {
    private final boolean eventTime;

    TimeWindowAssigner(boolean eventTime) {
        this.eventTime = eventTime;
    }

    @Override
    public Trigger<Object, TimeWindow> getDefaultTrigger() {
        return defaultTrigger(eventTime);
    }

    static Trigger<Object, TimeWindow> defaultTrigger(boolean eventTime) {
        return eventTime ? EventTimeTrigger.create() : ProcessingTimeTrigger.create();
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

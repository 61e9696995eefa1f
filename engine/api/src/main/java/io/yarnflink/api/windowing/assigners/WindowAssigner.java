package io.yarnflink.api.windowing.assigners;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.windowing.triggers.Trigger;
import io.yarnflink.api.windowing.windows.Window;
import java.io.Serializable;
import java.util.Collection;

/** Puts records into windows. */
public abstract class WindowAssigner<T, W extends Window> implements Serializable {
    public abstract Collection<W> assignWindows(T element, long timestamp, WindowAssignerContext context);

    /** The trigger of windows for which the program sets none; an assigner overrides this method or the other one. */
    public Trigger<T, W> getDefaultTrigger() {
        if (!choosesByEnvironment()) {
            throw new IllegalStateException(
                    getClass().getName() + " has no default trigger: override getDefaultTrigger()");
        }
        return getDefaultTrigger(StreamExecutionEnvironment.getExecutionEnvironment());
    }

    @Deprecated
    public Trigger<T, W> getDefaultTrigger(StreamExecutionEnvironment env) {
        return getDefaultTrigger();
    }

    private boolean choosesByEnvironment() {
        try {
            return getClass()
                            .getMethod("getDefaultTrigger", StreamExecutionEnvironment.class)
                            .getDeclaringClass()
                    != WindowAssigner.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    public abstract TypeSerializer<W> getWindowSerializer(ExecutionConfig executionConfig);

    /** Whether windows end by event time, not by processing time. */
    public abstract boolean isEventTime();

    /** What an assigner may ask. */
    public abstract static class WindowAssignerContext {
        public abstract long getCurrentProcessingTime();
    }
}

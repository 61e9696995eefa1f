package io.yarnflink.api.functions;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;

/** What a running function may ask of its surroundings; task thread only. */
public interface RuntimeContext {
    JobID getJobId();

    TaskInfo getTaskInfo();

    default String getTaskName() {
        return getTaskInfo().getTaskName();
    }

    default int getIndexOfThisSubtask() {
        return getTaskInfo().getIndexOfThisSubtask();
    }

    default int getNumberOfParallelSubtasks() {
        return getTaskInfo().getNumberOfParallelSubtasks();
    }

    default int getAttemptNumber() {
        return getTaskInfo().getAttemptNumber();
    }

    ClassLoader getUserCodeClassLoader();

    /** State of the current key; fails outside a keyed operator. */
    <T> ValueState<T> getState(ValueStateDescriptor<T> stateProperties);
}

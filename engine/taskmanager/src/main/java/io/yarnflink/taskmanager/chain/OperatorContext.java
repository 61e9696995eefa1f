package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.functions.RuntimeContext;
import io.yarnflink.api.functions.TaskInfo;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.state.KeyedState;
import org.jspecify.annotations.Nullable;

/** What one operator knows and what its functions may ask; task thread only. */
public final class OperatorContext implements RuntimeContext {
    private final String operatorName;
    private final TaskEnvironment environment;
    private @Nullable KeyedState<?> keyedState;

    public OperatorContext(String operatorName, TaskEnvironment environment) {
        this.operatorName = operatorName;
        this.environment = environment;
    }

    public String operatorName() {
        return operatorName;
    }

    public TaskEnvironment environment() {
        return environment;
    }

    /** From now on functions of this operator have keyed state. */
    public void useKeyedState(KeyedState<?> state) {
        keyedState = state;
    }

    @Override
    public JobID getJobId() {
        return environment.jobId();
    }

    @Override
    public TaskInfo getTaskInfo() {
        return environment.taskInfo();
    }

    @Override
    public ClassLoader getUserCodeClassLoader() {
        return environment.userCode();
    }

    @Override
    public <T> ValueState<T> getState(ValueStateDescriptor<T> stateProperties) {
        KeyedState<?> state = keyedState;
        if (state == null) {
            throw new IllegalStateException("Operator '" + operatorName + "' asks for keyed state '"
                    + stateProperties.getName() + "', but its input has no key; call keyBy before it");
        }
        return state.valueState(stateProperties);
    }
}

package io.yarnflink.api.configuration;

import io.yarnflink.api.common.RuntimeExecutionMode;
import java.util.List;

/** Options of how a program is executed. */
public final class ExecutionOptions {
    public static final ConfigOption<RuntimeExecutionMode> RUNTIME_MODE = ConfigOptions.key("execution.runtime-mode")
            .enumType(RuntimeExecutionMode.class)
            .defaultValue(RuntimeExecutionMode.STREAMING)
            .withDescription("Whether results come as they are, or once at the end of bounded input.");

    static final List<ConfigOption<?>> ALL = List.of(RUNTIME_MODE);

    private ExecutionOptions() {}
}

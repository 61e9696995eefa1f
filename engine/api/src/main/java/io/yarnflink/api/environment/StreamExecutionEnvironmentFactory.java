package io.yarnflink.api.environment;

import io.yarnflink.api.configuration.Configuration;

/** Makes the environments that programs ask for, in place of the usual one. */
@FunctionalInterface
public interface StreamExecutionEnvironmentFactory {
    StreamExecutionEnvironment createExecutionEnvironment(Configuration configuration);
}

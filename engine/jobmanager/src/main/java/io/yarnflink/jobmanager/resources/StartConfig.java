package io.yarnflink.jobmanager.resources;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.ResourceManagerOptions;
import java.time.Duration;

/**
 * How patient the ResourceManager is with containers that start no TaskManager. {@code maxInRow}: after so many failures in
 * a row waiting jobs are told that no slots will come; above {@code maxPerMinute} none are asked for during {@code pause};
 * {@code timeout}: from a container's allocation to its TaskManager's registration.
 */
public record StartConfig(int maxInRow, double maxPerMinute, Duration pause, Duration timeout) {
    private static final int STANDARD_MAX_IN_ROW = 5;

    public StartConfig {
        if (maxInRow < 1) {
            throw new IllegalArgumentException("start failures in a row (" + maxInRow + ") must be at least 1");
        }
    }

    /** Without a brake. */
    public static StartConfig unbraked(int maxInRow, Duration timeout) {
        return new StartConfig(maxInRow, Double.MAX_VALUE, Duration.ZERO, timeout);
    }

    static StartConfig from(Configuration configuration) {
        return new StartConfig(
                STANDARD_MAX_IN_ROW,
                configuration.get(ResourceManagerOptions.START_WORKER_MAX_FAILURE_RATE),
                configuration.get(ResourceManagerOptions.START_WORKER_RETRY_INTERVAL),
                configuration.get(ResourceManagerOptions.TASK_MANAGER_REGISTRATION_TIMEOUT));
    }
}

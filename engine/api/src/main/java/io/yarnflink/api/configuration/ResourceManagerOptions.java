package io.yarnflink.api.configuration;

import java.time.Duration;
import java.util.List;

/** Options of how TaskManagers are started. */
public final class ResourceManagerOptions {
    public static final ConfigOption<Double> START_WORKER_MAX_FAILURE_RATE = ConfigOptions.key(
                    "resourcemanager.start-worker.max-failure-rate")
            .doubleType()
            .defaultValue(10.0)
            .withDescription(
                    "Containers per minute that may fail to start a TaskManager before no more are asked for, for"
                            + " resourcemanager.start-worker.retry-interval.");

    public static final ConfigOption<Duration> START_WORKER_RETRY_INTERVAL = ConfigOptions.key(
                    "resourcemanager.start-worker.retry-interval")
            .durationType()
            .defaultValue(Duration.ofSeconds(3))
            .withDescription("How long no containers are asked for after too many failed to start a TaskManager.");

    public static final ConfigOption<Duration> TASK_MANAGER_REGISTRATION_TIMEOUT = ConfigOptions.key(
                    "resourcemanager.taskmanager-registration.timeout")
            .durationType()
            .defaultValue(Duration.ofMinutes(2))
            .withDescription("How long a container may take to register its TaskManager before it is given back.");

    public static final ConfigOption<Integer> REDUNDANT_TASK_MANAGER_NUM = ConfigOptions.key(
                    "slotmanager.redundant-taskmanager-num")
            .intType()
            .defaultValue(0)
            .withDescription(
                    "TaskManagers that are kept beside those that jobs use, so that what a lost one ran goes on at"
                            + " once, without waiting for a container.");

    static final List<ConfigOption<?>> ALL = List.of(
            START_WORKER_MAX_FAILURE_RATE,
            START_WORKER_RETRY_INTERVAL,
            TASK_MANAGER_REGISTRATION_TIMEOUT,
            REDUNDANT_TASK_MANAGER_NUM);

    private ResourceManagerOptions() {}
}

package io.yarnflink.jobmanager.resources;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.JobManagerOptions;
import io.yarnflink.api.configuration.ResourceManagerOptions;
import io.yarnflink.api.configuration.TaskManagerOptions;
import io.yarnflink.jobmanager.leader.HeartbeatConfig;
import java.time.Duration;

/**
 * How the ResourceManager deals with containers. {@code redundant}: TaskManagers kept beside those that jobs use;
 * {@code stopGrace}: how long a TaskManager that was told to end may take before its container is taken away.
 */
public record ResourceConfig(
        int slotsPerTaskManager,
        int redundant,
        StartConfig starts,
        Duration slotRequestTimeout,
        Duration idleTimeout,
        Duration stopGrace,
        HeartbeatConfig heartbeat) {

    public ResourceConfig {
        if (slotsPerTaskManager < 1) {
            throw new IllegalArgumentException(
                    "slots per TaskManager (" + slotsPerTaskManager + ") must be at least 1");
        }
        if (redundant < 0) {
            throw new IllegalArgumentException("redundant TaskManagers (" + redundant + ") must not be negative");
        }
    }

    /** For one application that runs one job: what the job does not need any more is given back at once. */
    public static ResourceConfig perJob(Configuration configuration) {
        return new ResourceConfig(
                configuration.get(TaskManagerOptions.NUM_TASK_SLOTS),
                configuration.get(ResourceManagerOptions.REDUNDANT_TASK_MANAGER_NUM),
                StartConfig.from(configuration),
                configuration.get(JobManagerOptions.SLOT_REQUEST_TIMEOUT),
                Duration.ZERO,
                Duration.ofSeconds(2),
                HeartbeatConfig.from(configuration));
    }

    public ResourceConfig withIdleTimeout(Duration timeout) {
        return new ResourceConfig(
                slotsPerTaskManager, redundant, starts, slotRequestTimeout, timeout, stopGrace, heartbeat);
    }

    public ResourceConfig withRedundant(int taskManagers) {
        return new ResourceConfig(
                slotsPerTaskManager, taskManagers, starts, slotRequestTimeout, idleTimeout, stopGrace, heartbeat);
    }
}

package io.yarnflink.jobmanager.resources;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.JobManagerOptions;
import io.yarnflink.api.configuration.TaskManagerOptions;
import io.yarnflink.jobmanager.leader.HeartbeatConfig;
import java.time.Duration;

/**
 * How the ResourceManager deals with containers. {@code stopGrace}: how long a TaskManager that was told to end may take
 * before its container is taken away.
 */
public record ResourceConfig(
        int slotsPerTaskManager,
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
    }

    /** For one application that runs one job: what the job does not need any more is given back at once. */
    public static ResourceConfig perJob(Configuration configuration) {
        return new ResourceConfig(
                configuration.get(TaskManagerOptions.NUM_TASK_SLOTS),
                StartConfig.from(configuration),
                configuration.get(JobManagerOptions.SLOT_REQUEST_TIMEOUT),
                Duration.ZERO,
                Duration.ofSeconds(2),
                HeartbeatConfig.from(configuration));
    }

    public ResourceConfig withIdleTimeout(Duration timeout) {
        return new ResourceConfig(slotsPerTaskManager, starts, slotRequestTimeout, timeout, stopGrace, heartbeat);
    }
}

package io.yarnflink.jobmanager.resources;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.JobManagerOptions;
import io.yarnflink.api.configuration.TaskManagerOptions;
import io.yarnflink.jobmanager.leader.HeartbeatConfig;
import java.time.Duration;

/**
 * How the ResourceManager deals with containers. {@code startTimeout}: from a container's allocation to its
 * TaskManager's registration; {@code stopGrace}: how long a TaskManager that was told to end may take before its
 * container is taken away.
 */
public record ResourceConfig(
        int slotsPerTaskManager,
        int maxStartFailures,
        Duration slotRequestTimeout,
        Duration startTimeout,
        Duration idleTimeout,
        Duration stopGrace,
        HeartbeatConfig heartbeat) {

    public ResourceConfig {
        if (slotsPerTaskManager < 1 || maxStartFailures < 1) {
            throw new IllegalArgumentException("slots per TaskManager (" + slotsPerTaskManager
                    + ") and start failures in a row (" + maxStartFailures + ") must be at least 1");
        }
    }

    /** For one application that runs one job: what the job does not need any more is given back at once. */
    public static ResourceConfig perJob(Configuration configuration) {
        return new ResourceConfig(
                configuration.get(TaskManagerOptions.NUM_TASK_SLOTS),
                5,
                configuration.get(JobManagerOptions.SLOT_REQUEST_TIMEOUT),
                Duration.ofMinutes(2),
                Duration.ZERO,
                Duration.ofSeconds(2),
                HeartbeatConfig.from(configuration));
    }

    public ResourceConfig withIdleTimeout(Duration timeout) {
        return new ResourceConfig(
                slotsPerTaskManager, maxStartFailures, slotRequestTimeout, startTimeout, timeout, stopGrace, heartbeat);
    }
}

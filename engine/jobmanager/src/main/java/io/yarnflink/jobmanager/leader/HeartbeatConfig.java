package io.yarnflink.jobmanager.leader;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.JobManagerOptions;
import java.time.Duration;

/** How often peers are asked whether they live, and how long they may stay silent. */
public record HeartbeatConfig(Duration interval, Duration timeout) {
    public HeartbeatConfig {
        if (interval.isNegative() || interval.isZero() || interval.compareTo(timeout) >= 0) {
            throw new IllegalArgumentException(JobManagerOptions.HEARTBEAT_INTERVAL.key() + " (" + interval.toMillis()
                    + " ms) must be positive and below " + JobManagerOptions.HEARTBEAT_TIMEOUT.key() + " ("
                    + timeout.toMillis() + " ms)");
        }
    }

    public static HeartbeatConfig from(Configuration configuration) {
        return new HeartbeatConfig(
                configuration.get(JobManagerOptions.HEARTBEAT_INTERVAL),
                configuration.get(JobManagerOptions.HEARTBEAT_TIMEOUT));
    }
}

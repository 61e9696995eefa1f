package io.yarnflink.jobmanager.job;

import io.yarnflink.api.configuration.ClientOptions;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.jobmanager.leader.HeartbeatConfig;
import java.time.Duration;

/**
 * How a JobMaster runs its job. {@code cancelTimeout}: how long tasks may take to end; {@code symptomGrace}: how long the
 * end of a failing job waits for the cause of a broken channel; {@code longestWait}: bound of clients' long polls;
 * {@code clientTimeout}: how long a client that fetches results may be silent while its job runs, and how long the results
 * of a finished job stay although nobody fetches them; well above {@code longestWait}; {@code standard}: for jobs whose
 * programs say nothing of their own.
 */
public record JobMasterConfig(
        HeartbeatConfig heartbeat,
        Duration cancelTimeout,
        Duration symptomGrace,
        Duration longestWait,
        Duration clientTimeout,
        long resultBufferBytes,
        Configuration standard) {

    /** What the job's program says of checkpoints and restarts, and what holds where it says nothing. */
    Configuration of(JobGraph graph) {
        Configuration configuration = new Configuration(standard);
        configuration.addAll(Configuration.fromMap(graph.settings()));
        return configuration;
    }

    public static JobMasterConfig from(Configuration configuration) {
        return new JobMasterConfig(
                HeartbeatConfig.from(configuration),
                Duration.ofSeconds(180),
                Duration.ofSeconds(2),
                Duration.ofSeconds(60),
                configuration.get(ClientOptions.HEARTBEAT_TIMEOUT),
                4L << 20,
                configuration);
    }
}

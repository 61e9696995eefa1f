package io.yarnflink.jobmanager;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.jobmanager.job.JobMasterConfig;
import io.yarnflink.jobmanager.resources.ResourceConfig;
import java.time.Duration;

/** How a JobManager works; {@code askTimeout} is how long it waits for the answer to one message. */
public record JobManagerConfig(ResourceConfig resources, JobMasterConfig jobs, Duration askTimeout) {

    /** For one application that runs one job. */
    public static JobManagerConfig perJob(Configuration configuration) {
        return new JobManagerConfig(
                ResourceConfig.perJob(configuration), JobMasterConfig.from(configuration), Duration.ofSeconds(10));
    }
}

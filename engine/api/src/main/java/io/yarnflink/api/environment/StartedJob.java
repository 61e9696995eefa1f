package io.yarnflink.api.environment;

import io.yarnflink.api.common.JobExecutionResult;
import io.yarnflink.api.common.JobID;
import io.yarnflink.api.common.JobStatus;
import io.yarnflink.api.spi.RunningJob;
import java.util.concurrent.CompletableFuture;

/** Shows a running job under the names that users know. */
record StartedJob(RunningJob job) implements JobClient {
    @Override
    public JobID getJobID() {
        return job.jobId();
    }

    @Override
    public CompletableFuture<JobStatus> getJobStatus() {
        return job.status();
    }

    @Override
    public CompletableFuture<Void> cancel() {
        return job.cancel();
    }

    @Override
    public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
        return job.result();
    }
}

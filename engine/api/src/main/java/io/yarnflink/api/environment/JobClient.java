package io.yarnflink.api.environment;

import io.yarnflink.api.common.JobExecutionResult;
import io.yarnflink.api.common.JobID;
import io.yarnflink.api.common.JobStatus;
import java.util.concurrent.CompletableFuture;

/** A job that {@code executeAsync()} has started. */
public interface JobClient {
    JobID getJobID();

    CompletableFuture<JobStatus> getJobStatus();

    CompletableFuture<Void> cancel();

    /** Completes when the job has ended; exceptionally with a JobExecutionException unless it finished. */
    CompletableFuture<JobExecutionResult> getJobExecutionResult();
}

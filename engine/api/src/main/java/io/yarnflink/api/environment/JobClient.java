package io.yarnflink.api.environment;

import io.yarnflink.api.common.JobExecutionResult;
import io.yarnflink.api.common.JobID;
import io.yarnflink.api.common.JobStatus;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A job that {@code executeAsync()} has started. */
public interface JobClient {
    JobID getJobID();

    CompletableFuture<JobStatus> getJobStatus();

    CompletableFuture<Void> cancel();

    /** The accumulators' values by name: of a running job as they were a second ago, of a finished one the last. */
    CompletableFuture<Map<String, Object>> getAccumulators();

    /** Completes when the job has ended; exceptionally with a JobExecutionException unless it finished. */
    CompletableFuture<JobExecutionResult> getJobExecutionResult();
}

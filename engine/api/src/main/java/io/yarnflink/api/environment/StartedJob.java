package io.yarnflink.api.environment;

import io.yarnflink.api.common.JobExecutionResult;
import io.yarnflink.api.common.JobID;
import io.yarnflink.api.common.JobStatus;
import io.yarnflink.api.common.OptionalFailure;
import io.yarnflink.api.spi.RunningJob;
import java.util.Map;
import java.util.TreeMap;
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

    /** Whichever is known first: a job that ends cannot be asked any more. */
    @Override
    public CompletableFuture<Map<String, Object>> getAccumulators() {
        CompletableFuture<Map<String, Object>> last =
                job.result().thenApply(JobExecutionResult::getAllAccumulatorResults);
        return last.isDone()
                ? last
                : job.accumulators().thenApply(StartedJob::values).applyToEither(last, all -> all);
    }

    private static Map<String, Object> values(Map<String, OptionalFailure<Object>> accumulators) {
        Map<String, Object> values = new TreeMap<>();
        accumulators.forEach((name, value) -> values.put(name, value.getUnchecked()));
        return values;
    }

    @Override
    public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
        return job.result();
    }
}

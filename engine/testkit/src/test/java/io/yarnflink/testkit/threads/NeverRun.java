package io.yarnflink.testkit.threads;

import io.yarnflink.api.common.JobExecutionResult;
import io.yarnflink.api.common.JobID;
import io.yarnflink.api.common.JobStatus;
import io.yarnflink.api.spi.CollectedRecords;
import io.yarnflink.api.spi.RunningJob;
import java.util.concurrent.CompletableFuture;

/** A job that was taken from its program before it could run. */
final class NeverRun implements RunningJob {
    @Override
    public JobID jobId() {
        return ThreadedCluster.jobId();
    }

    @Override
    public CompletableFuture<JobStatus> status() {
        return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Void> cancel() {
        return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<JobExecutionResult> result() {
        return new CompletableFuture<>();
    }

    @Override
    public boolean attached() {
        return false;
    }

    @Override
    public CompletableFuture<CollectedRecords> collected(String resultId, long offset) {
        return new CompletableFuture<>();
    }
}

package io.yarnflink.client;

import io.yarnflink.api.spi.CollectedRecords;
import io.yarnflink.client.job.JobControl;
import io.yarnflink.client.job.SavepointRequest;
import io.yarnflink.transport.protocol.JobReport;
import io.yarnflink.transport.protocol.SavepointReport;
import io.yarnflink.transport.rpc.RpcException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Stands for a Dispatcher to which the caller has no key: every request fails, and YARN alone can tell the end. */
final class NoAccess implements JobControl {
    @Override
    public CompletableFuture<JobReport> await(String state, Duration atMost) {
        return refused();
    }

    @Override
    public CompletableFuture<JobReport> report() {
        return refused();
    }

    @Override
    public CompletableFuture<Void> cancel() {
        return refused();
    }

    @Override
    public CompletableFuture<SavepointReport> savepoint(SavepointRequest request, Duration atMost) {
        return refused();
    }

    @Override
    public CompletableFuture<CollectedRecords> fetch(String resultId, long offset, Duration atMost) {
        return refused();
    }

    @Override
    public void close() {
        // Nothing was opened.
    }

    private static <T> CompletableFuture<T> refused() {
        return CompletableFuture.failedFuture(
                new RpcException(RpcException.Code.UNAUTHENTICATED, "the application's key is another user's"));
    }
}

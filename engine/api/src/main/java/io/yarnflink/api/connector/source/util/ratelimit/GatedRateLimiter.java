package io.yarnflink.api.connector.source.util.ratelimit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lets so many records go, and so many again after each checkpoint. */
final class GatedRateLimiter implements RateLimiter {
    private final int perCheckpoint;
    private CompletableFuture<Void> gate = new CompletableFuture<>();
    private int left;

    GatedRateLimiter(int perCheckpoint) {
        this.perCheckpoint = perCheckpoint;
        left = perCheckpoint;
    }

    @Override
    public CompletionStage<Void> acquire() {
        if (left > 0) {
            left--;
            return CompletableFuture.completedFuture(null);
        }
        // The record that waits is the first after the checkpoint.
        return gate.thenRun(() -> left--);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        left = perCheckpoint;
        CompletableFuture<Void> opened = gate;
        gate = new CompletableFuture<>();
        opened.complete(null);
    }
}

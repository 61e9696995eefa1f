package io.yarnflink.api.connector.source.util.ratelimit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lets records go as fast as they can. */
enum NoLimit implements RateLimiter {
    INSTANCE;

    private static final CompletionStage<Void> NOW = CompletableFuture.completedFuture(null);

    @Override
    public CompletionStage<Void> acquire() {
        return NOW;
    }

    @Override
    public CompletionStage<Void> acquire(int numberOfRequests) {
        return NOW;
    }
}

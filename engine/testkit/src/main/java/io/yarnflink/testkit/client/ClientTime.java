package io.yarnflink.testkit.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** How a client waits: on real time, or by letting virtual time pass. */
public interface ClientTime {
    /** A future that may be waited for. */
    <T> CompletableFuture<T> future();

    void after(Duration delay, Runnable action);
}

package io.yarnflink.api.connector.source;

import io.yarnflink.api.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What a reader may ask of its task. */
public interface SourceReaderContext {
    String getLocalHostName();

    int getIndexOfSubtask();

    int currentParallelism();

    /** Asks the enumerator for a split. */
    void sendSplitRequest();

    Clock clock();

    /** Completes after {@code delay}; what a rate limit waits on. */
    CompletableFuture<Void> delay(Duration delay);
}

package io.yarnflink.api.connector.source;

import io.yarnflink.api.common.UserCodeClassLoader;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.functions.RuntimeContext;
import io.yarnflink.api.metrics.SourceReaderMetricGroup;
import io.yarnflink.api.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a reader may ask of its task. */
public interface SourceReaderContext {
    String getLocalHostName();

    int getIndexOfSubtask();

    int currentParallelism();

    SourceReaderMetricGroup metricGroup();

    /** Options of readers; those that are not set have their defaults. */
    default Configuration getConfiguration() {
        return new Configuration();
    }

    /** The classes of the program. */
    UserCodeClassLoader getUserCodeClassLoader();

    /** The task as functions know it; empty where something else than a task runs the reader. */
    default Optional<RuntimeContext> runtimeContext() {
        return Optional.empty();
    }

    /** Tells the source's enumerator something, after all that was sent before. */
    void sendSourceEventToCoordinator(SourceEvent sourceEvent);

    /** Asks the enumerator for a split. */
    void sendSplitRequest();

    Clock clock();

    /** Completes after {@code delay}; what a rate limit waits on. */
    CompletableFuture<Void> delay(Duration delay);
}

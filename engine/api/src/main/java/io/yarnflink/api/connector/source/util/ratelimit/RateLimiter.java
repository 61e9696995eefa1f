package io.yarnflink.api.connector.source.util.ratelimit;

import io.yarnflink.api.connector.source.SourceSplit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Says when the next record may be emitted; one subtask's, which one thread uses. */
public interface RateLimiter {
    /** Completes when one more record may be emitted. */
    CompletionStage<Void> acquire();

    /** Completes when so many more records may be emitted. */
    default CompletionStage<Void> acquire(int numberOfRequests) {
        CompletionStage<Void> all = CompletableFuture.completedFuture(null);
        for (int i = 0; i < numberOfRequests; i++) {
            CompletionStage<Void> next = acquire();
            all = all.thenCompose(before -> next);
        }
        return all;
    }

    default void notifyCheckpointComplete(long checkpointId) {}

    /** A split was assigned to the reader. */
    default void notifyAddingSplit(SourceSplit split) {}
}

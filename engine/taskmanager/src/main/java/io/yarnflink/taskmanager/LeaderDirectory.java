package io.yarnflink.taskmanager;

import io.yarnflink.transport.rpc.Address;
import java.util.concurrent.CompletableFuture;

/** Tells who leads the application; any thread. */
@FunctionalInterface
public interface LeaderDirectory {
    /** The newest leader that is known of; completes on any thread, and fails when it cannot be told now. */
    CompletableFuture<Leader> newest();

    /** {@code look} runs, on any thread, when there may be another leader than the one found last; perhaps it never does. */
    default void onNews(Runnable look) {}

    /** Where a leader's ResourceManager is, and the epoch under which it leads. */
    record Leader(long epoch, Address resourceManager) {}

    /** Knows of no other than this one. */
    static LeaderDirectory of(Leader only) {
        return () -> CompletableFuture.completedFuture(only);
    }
}

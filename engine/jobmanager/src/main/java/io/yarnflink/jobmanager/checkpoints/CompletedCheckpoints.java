package io.yarnflink.jobmanager.checkpoints;

import io.yarnflink.state.format.CheckpointMetadata;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The completed checkpoints of one job, as its leader keeps them. The JobMaster's main thread only; so do futures complete. */
public interface CompletedCheckpoints {
    /**
     * What this leader found: ids of checkpoints are above {@code highestId} from now on; {@code savepoints}: whether any was
     * ever asked for.
     */
    record Found(Optional<CheckpointMetadata> latest, long highestId, boolean savepoints) {}

    /** Keeps earlier leaders from completing more, then looks what they left. */
    CompletableFuture<Found> open();

    /**
     * Makes a checkpoint the latest in one durable step; fails with a StaleEpochException when there is a newer leader. While
     * it cannot be told whether it is complete, the future does not complete.
     */
    CompletableFuture<Void> complete(CheckpointMetadata checkpoint);

    /** Makes a savepoint's folder, before tasks write to it; fails when there is a savepoint in it. */
    CompletableFuture<Void> prepareSavepoint(String folder);

    /** Makes a savepoint whole, which then is its owner's; nothing goes on from it by itself. */
    CompletableFuture<Void> completeSavepoint(CheckpointMetadata savepoint);

    /** The savepoint in a folder; fails when there is none, or it is not whole. */
    CompletableFuture<CheckpointMetadata> readSavepoint(String folder);

    /** Whether a savepoint of that job is whole in a folder; not, when that cannot be told. */
    CompletableFuture<Boolean> hasSavepoint(String folder, String jobId);

    /** Deletes a savepoint. */
    CompletableFuture<Void> discardSavepoint(String folder);

    /** Fails with a StaleEpochException when there is a newer leader, as far as can be told. */
    CompletableFuture<Void> requireLeader();

    /** Deletes all checkpoints of the job, which has ended. */
    CompletableFuture<Void> discardAll();
}

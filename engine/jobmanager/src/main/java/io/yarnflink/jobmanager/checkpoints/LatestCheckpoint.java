package io.yarnflink.jobmanager.checkpoints;

import io.yarnflink.jobmanager.execution.ExecutionGraph;
import io.yarnflink.state.checkpoint.StaleEpochException;
import io.yarnflink.state.format.CheckpointMetadata;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a job goes on from: what earlier leaders left, a savepoint, or its own latest checkpoint. The JobMaster's main thread only. */
public final class LatestCheckpoint {
    private static final Logger LOG = LoggerFactory.getLogger(LatestCheckpoint.class);

    private final ExecutionGraph executions;
    private final CompletedCheckpoints completed;
    private final boolean periodic;
    private final Optional<CheckpointSettings.RestoreRequest> restorePoint;
    private @Nullable CheckpointMetadata metadata;
    /** The savepoint that the job was stopped with: it has done its work, whatever fails now. */
    private @Nullable CheckpointMetadata stoppedWith;
    /** The folder of the savepoint that the job goes on from, if that is its own. */
    private String claimed = "";
    /** As long as it is not known what earlier leaders left it may be anything. */
    private boolean followsOthers = true;

    private boolean mayHaveSavepoints = true;

    LatestCheckpoint(ExecutionGraph executions, CompletedCheckpoints completed, CheckpointSettings settings) {
        this.executions = executions;
        this.completed = completed;
        this.periodic = settings.arePeriodic();
        this.restorePoint = settings.restore();
    }

    /** Looks for what earlier leaders left, or else for what the job is to go on from; gives the highest id of a checkpoint. */
    CompletableFuture<Long> open() {
        return completed.open().thenCompose(found -> {
            if (found.latest().isEmpty() && found.highestId() > 0 && !periodic) {
                return CompletableFuture.failedFuture(
                        new IOException("the ApplicationMaster was lost before checkpoint "
                                + found.highestId() + " counted, and a job without an interval does not begin again;"
                                + " submit it anew, from the savepoint that it was to stop with if that is complete"));
            }
            followsOthers = found.latest().isPresent();
            mayHaveSavepoints = found.savepoints();
            metadata = found.latest().orElse(null);
            stoppedWith =
                    found.latest().filter(CheckpointMetadata::getSavepoint).orElse(null);
            LOG.info(
                    "{} {}",
                    jobId(),
                    found.latest()
                            .map(checkpoint -> "goes on from checkpoint " + checkpoint.getCheckpointId())
                            .orElse("has no completed checkpoint"));
            CompletableFuture<Void> restored = CompletableFuture.completedFuture(null);
            if (restorePoint.isPresent() && metadata == null) {
                restored = restore(restorePoint.get());
            } else if (restorePoint
                    .filter(CheckpointSettings.RestoreRequest::claimed)
                    .isPresent()) {
                // The last leader may not have come to it.
                completed.discardSavepoint(restorePoint.get().folder());
            }
            return restored.thenApply(done -> {
                get().ifPresent(checkpoint -> SavepointFit.adoptMaxParallelism(executions, checkpoint));
                return Math.max(
                        found.highestId(),
                        get().map(CheckpointMetadata::getCheckpointId).orElse(0L));
            });
        });
    }

    private String jobId() {
        return executions.jobGraph().jobId().toString();
    }

    private CompletableFuture<Void> restore(CheckpointSettings.RestoreRequest point) {
        return completed.readSavepoint(point.folder()).thenAccept(savepoint -> {
            metadata = SavepointFit.fitted(executions.jobGraph(), savepoint, point);
            claimed = point.claimed() ? point.folder() : "";
            LOG.info("{} goes on from savepoint {} in {}", jobId(), savepoint.getCheckpointId(), point.folder());
        });
    }

    public Optional<CheckpointMetadata> get() {
        return Optional.ofNullable(metadata);
    }

    /** Whether earlier leaders may have left completed checkpoints. */
    public boolean followsOthers() {
        return followsOthers;
    }

    /** Whether earlier leaders may have taken savepoints. */
    public boolean mayHaveSavepoints() {
        return mayHaveSavepoints;
    }

    /** Where the savepoint lies that the job was stopped with. */
    public Optional<String> stoppedWith() {
        return Optional.ofNullable(stoppedWith).map(CheckpointMetadata::getFolder);
    }

    /**
     * A savepoint after which side effects are committed is what the job goes on from, too: from an older checkpoint it would
     * do them twice.
     */
    CompletableFuture<Void> makeDurable(CheckpointRequest request, CheckpointMetadata checkpoint) {
        if (!request.isSavepoint()) {
            return completed.complete(checkpoint);
        }
        CompletableFuture<Void> whole = completed.completeSavepoint(checkpoint);
        return request.commits() ? whole.thenCompose(done -> completeLast(checkpoint)) : whole;
    }

    /** If it cannot be, then the savepoint must not look whole either: its tasks are about to delete what it needs. */
    private CompletableFuture<Void> completeLast(CheckpointMetadata savepoint) {
        return completed.complete(savepoint).exceptionallyCompose(failure -> {
            CompletableFuture<Void> failed = CompletableFuture.failedFuture(failure);
            return StorageCalls.cause(failure) instanceof StaleEpochException
                    ? failed
                    : completed.discardSavepoint(savepoint.getFolder()).thenCompose(discarded -> failed);
        });
    }

    boolean isLaterThan(long checkpointId) {
        return metadata != null && metadata.getCheckpointId() > checkpointId;
    }

    /** One of the job's own is complete, which lets things be committed; {@code last}: the job was stopped with it. */
    void become(CheckpointMetadata checkpoint, boolean last) {
        metadata = checkpoint;
        stoppedWith = last ? checkpoint : null;
        if (!claimed.isEmpty()) {
            // The first checkpoint after a restore is whole: nothing refers to the savepoint any more.
            completed.discardSavepoint(claimed);
            claimed = "";
        }
    }
}

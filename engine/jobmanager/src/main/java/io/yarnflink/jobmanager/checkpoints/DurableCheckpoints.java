package io.yarnflink.jobmanager.checkpoints;

import io.yarnflink.jobmanager.ha.CheckpointPointer;
import io.yarnflink.jobmanager.leader.JobThreads;
import io.yarnflink.state.checkpoint.CorruptCheckpointException;
import io.yarnflink.state.checkpoint.RestorePoint;
import io.yarnflink.state.checkpoint.SavepointFolder;
import io.yarnflink.state.checkpoint.StaleEpochException;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.storage.CheckpointStorages;
import io.yarnflink.state.storage.UnusableFolderException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completed checkpoints in a folder: one call after the other on the pool that may block. What cannot be told is asked again
 * until it can, for as long as the storage is away. The JobMaster's main thread only.
 */
public final class DurableCheckpoints implements CompletedCheckpoints {
    private static final Logger LOG = LoggerFactory.getLogger(DurableCheckpoints.class);

    private final CheckpointStorages storages;
    private final Optional<CheckpointPointer> pointer;
    private final String folder;
    private final long epoch;
    private final Keeping keeping;
    private final JobThreads threads;
    private final StorageCalls own;
    /** They may lie where nobody answers, and the job's own checkpoints do not wait for that. */
    private final StorageCalls ofSavepoints;

    private @Nullable PointedCheckpoints checkpoints;

    /** Where the job's checkpoints are: a folder, and what names the latest of them if not the folder itself does. */
    public record Place(CheckpointStorages storages, String folder, Optional<CheckpointPointer> pointer) {}

    /** How many checkpoints are kept; {@code older}: whether one before a corrupt one may be gone on from. */
    public record Keeping(int retained, boolean older) {}

    public DurableCheckpoints(Place place, long epoch, Keeping keeping, JobThreads threads) {
        this.storages = place.storages();
        this.pointer = place.pointer();
        this.folder = place.folder();
        this.epoch = epoch;
        this.keeping = keeping;
        this.threads = threads;
        this.own = new StorageCalls(threads);
        this.ofSavepoints = new StorageCalls(threads);
    }

    @Override
    public CompletableFuture<Found> open() {
        CompletableFuture<Found> opened = new CompletableFuture<>();
        open(opened, StorageCalls.FIRST_PAUSE);
        return opened;
    }

    private void open(CompletableFuture<Found> opened, Duration pause) {
        own.call(() -> PointedCheckpoints.open(storages.open(folder), epoch, pointer))
                .whenComplete((found, failure) -> {
                    if (found != null) {
                        checkpoints = found.checkpoints();
                        try {
                            Optional<CheckpointMetadata> latest = found.found().latest(keeping.older());
                            found.found().passedOver(latest).ifPresent(LOG::warn);
                            opened.complete(new Found(
                                    latest,
                                    found.nextCheckpointId() - 1,
                                    found.found().haveSavepoints()));
                        } catch (CorruptCheckpointException e) {
                            opened.completeExceptionally(e);
                        }
                    } else if (isTransient(failure)) {
                        LOG.warn("The checkpoints cannot be read, will try again: {}", failure.getMessage());
                        threads.main().schedule(pause, () -> open(opened, StorageCalls.longer(pause)));
                    } else {
                        opened.completeExceptionally(failure);
                    }
                });
    }

    @Override
    public CompletableFuture<Void> complete(CheckpointMetadata checkpoint) {
        PointedCheckpoints opened = Objects.requireNonNull(checkpoints, "open() comes first");
        return own.untilCertain(() -> opened.complete(checkpoint)).thenRun(() -> discardOld(opened));
    }

    @Override
    public CompletableFuture<Void> prepareSavepoint(String savepoint) {
        PointedCheckpoints opened = Objects.requireNonNull(checkpoints, "open() comes first");
        return own.call(() -> {
                    opened.markSavepoints();
                    return keeping;
                })
                .thenCompose(marked ->
                        ofSavepoints.untilCertain(() -> new SavepointFolder(storages.open(savepoint)).prepare()));
    }

    @Override
    public CompletableFuture<Void> completeSavepoint(CheckpointMetadata savepoint) {
        SavepointCompletion completion = new SavepointCompletion(storages, savepoint);
        return ofSavepoints.untilCertain(completion::run);
    }

    /** One that may take several tries, of which the folder knows. */
    private static final class SavepointCompletion {
        private final CheckpointStorages storages;
        private final CheckpointMetadata savepoint;
        private @Nullable SavepointFolder folder;

        SavepointCompletion(CheckpointStorages storages, CheckpointMetadata savepoint) {
            this.storages = storages;
            this.savepoint = savepoint;
        }

        void run() throws IOException {
            if (folder == null) {
                folder = new SavepointFolder(storages.open(savepoint.getFolder()));
            }
            folder.complete(savepoint);
        }
    }

    @Override
    public CompletableFuture<CheckpointMetadata> readSavepoint(String savepoint) {
        CompletableFuture<CheckpointMetadata> read = new CompletableFuture<>();
        readSavepoint(savepoint, read, StorageCalls.FIRST_PAUSE);
        return read;
    }

    private void readSavepoint(String savepoint, CompletableFuture<CheckpointMetadata> read, Duration pause) {
        ofSavepoints
                .call(() -> RestorePoint.at(storages, savepoint).read(keeping.older()))
                .whenComplete((found, failure) -> {
                    if (found != null) {
                        read.complete(found);
                    } else if (isTransient(failure) && !(failure instanceof NoSuchFileException)) {
                        LOG.warn("Savepoint {} cannot be read, will try again: {}", savepoint, failure.getMessage());
                        threads.main()
                                .schedule(pause, () -> readSavepoint(savepoint, read, StorageCalls.longer(pause)));
                    } else {
                        read.completeExceptionally(failure);
                    }
                });
    }

    @Override
    public CompletableFuture<Boolean> hasSavepoint(String savepoint, String jobId) {
        return ofSavepoints
                .call(() -> new SavepointFolder(storages.open(savepoint)).isOf(jobId))
                .exceptionally(unknown -> false);
    }

    private static boolean isTransient(Throwable failure) {
        return failure instanceof IOException
                && !(failure instanceof StaleEpochException)
                && !(failure instanceof CorruptCheckpointException)
                && !(failure instanceof UnusableFolderException)
                && !(failure instanceof AccessDeniedException);
    }

    @Override
    public CompletableFuture<Void> discardSavepoint(String savepoint) {
        return ofSavepoints
                .call(() -> {
                    RestorePoint.at(storages, savepoint).discard();
                    return keeping;
                })
                .handle((done, failure) -> {
                    if (failure != null && !(failure instanceof NoSuchFileException)) {
                        LOG.warn("Savepoint {} was not deleted: {}", savepoint, failure.getMessage());
                    }
                    return null;
                });
    }

    @Override
    public CompletableFuture<Void> requireLeader() {
        PointedCheckpoints opened = checkpoints;
        if (opened == null) {
            return CompletableFuture.completedFuture(null);
        }
        return own.call(() -> {
                    opened.requireLeader();
                    return keeping;
                })
                .thenApply(leads -> null);
    }

    @Override
    public CompletableFuture<Void> discardAll() {
        PointedCheckpoints opened = checkpoints;
        if (opened == null) {
            return CompletableFuture.completedFuture(null);
        }
        return own.call(() -> {
                    opened.discardAll();
                    return keeping;
                })
                .thenApply(done -> null);
    }

    private void discardOld(PointedCheckpoints opened) {
        own.call(() -> {
                    opened.discardOld(keeping.retained());
                    return keeping;
                })
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.warn(
                                "Old checkpoints were not deleted, the next one tries again: {}", failure.getMessage());
                    }
                });
    }
}

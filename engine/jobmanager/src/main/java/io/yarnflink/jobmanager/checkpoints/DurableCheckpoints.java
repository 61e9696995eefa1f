package io.yarnflink.jobmanager.checkpoints;

import io.yarnflink.jobmanager.ha.CheckpointPointer;
import io.yarnflink.jobmanager.leader.JobThreads;
import io.yarnflink.state.checkpoint.CorruptCheckpointException;
import io.yarnflink.state.checkpoint.RestorePoint;
import io.yarnflink.state.checkpoint.SavepointFolder;
import io.yarnflink.state.checkpoint.StaleEpochException;
import io.yarnflink.state.checkpoint.UncertainCompletionException;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.storage.CheckpointStorages;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
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
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final CheckpointStorages storages;
    private final Optional<CheckpointPointer> pointer;
    private final String folder;
    private final long epoch;
    private final Keeping keeping;
    private final JobThreads threads;
    private final Deque<Runnable> calls = new ArrayDeque<>();
    private boolean underWay;
    private @Nullable PointedCheckpoints checkpoints;

    /** Where the job's checkpoints are: a folder, and what names the latest of them if not the folder itself does. */
    public record Place(CheckpointStorages storages, String folder, Optional<CheckpointPointer> pointer) {}

    /** How many checkpoints are kept; {@code older}: whether one before a corrupt one may be gone on from. */
    public record Keeping(int retained, boolean older) {}

    /** A call that blocks, and may leave open whether it was carried out. */
    private interface Completion {
        void run() throws IOException;
    }

    /** A call that blocks. */
    private interface Call<T> {
        T run() throws IOException;
    }

    public DurableCheckpoints(Place place, long epoch, Keeping keeping, JobThreads threads) {
        this.storages = place.storages();
        this.pointer = place.pointer();
        this.folder = place.folder();
        this.epoch = epoch;
        this.keeping = keeping;
        this.threads = threads;
    }

    @Override
    public CompletableFuture<Found> open() {
        CompletableFuture<Found> opened = new CompletableFuture<>();
        open(opened, FIRST_PAUSE);
        return opened;
    }

    private void open(CompletableFuture<Found> opened, Duration pause) {
        call(() -> PointedCheckpoints.open(storages.open(folder), epoch, pointer))
                .whenComplete((found, failure) -> {
                    if (found != null) {
                        checkpoints = found.checkpoints();
                        try {
                            Optional<CheckpointMetadata> latest = found.found().latest(keeping.older());
                            found.found().passedOver(latest).ifPresent(LOG::warn);
                            opened.complete(new Found(latest, found.nextCheckpointId() - 1));
                        } catch (CorruptCheckpointException e) {
                            opened.completeExceptionally(e);
                        }
                    } else if (isTransient(failure)) {
                        LOG.warn("The checkpoints cannot be read, will try again: {}", failure.getMessage());
                        threads.main().schedule(pause, () -> open(opened, longer(pause)));
                    } else {
                        opened.completeExceptionally(failure);
                    }
                });
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    @Override
    public CompletableFuture<Void> complete(CheckpointMetadata checkpoint) {
        PointedCheckpoints opened = Objects.requireNonNull(checkpoints, "open() comes first");
        CompletableFuture<Void> completed = new CompletableFuture<>();
        untilCertain(() -> opened.complete(checkpoint), completed, FIRST_PAUSE);
        return completed.thenRun(() -> discardOld(opened));
    }

    @Override
    public CompletableFuture<Void> prepareSavepoint(String savepoint) {
        CompletableFuture<Void> prepared = new CompletableFuture<>();
        untilCertain(() -> new SavepointFolder(storages.open(savepoint)).prepare(), prepared, FIRST_PAUSE);
        return prepared;
    }

    @Override
    public CompletableFuture<Void> completeSavepoint(CheckpointMetadata savepoint) {
        CompletableFuture<Void> completed = new CompletableFuture<>();
        untilCertain(
                () -> new SavepointFolder(storages.open(savepoint.getFolder())).complete(savepoint),
                completed,
                FIRST_PAUSE);
        return completed;
    }

    @Override
    public CompletableFuture<CheckpointMetadata> readSavepoint(String savepoint) {
        CompletableFuture<CheckpointMetadata> read = new CompletableFuture<>();
        readSavepoint(savepoint, read, FIRST_PAUSE);
        return read;
    }

    private void readSavepoint(String savepoint, CompletableFuture<CheckpointMetadata> read, Duration pause) {
        call(() -> RestorePoint.at(storages, savepoint).read(keeping.older())).whenComplete((found, failure) -> {
            if (found != null) {
                read.complete(found);
            } else if (isTransient(failure) && !(failure instanceof NoSuchFileException)) {
                LOG.warn("Savepoint {} cannot be read, will try again: {}", savepoint, failure.getMessage());
                threads.main().schedule(pause, () -> readSavepoint(savepoint, read, longer(pause)));
            } else {
                read.completeExceptionally(failure);
            }
        });
    }

    private static boolean isTransient(Throwable failure) {
        return failure instanceof IOException
                && !(failure instanceof StaleEpochException)
                && !(failure instanceof CorruptCheckpointException);
    }

    @Override
    public CompletableFuture<Void> discardSavepoint(String savepoint) {
        return call(() -> {
                    RestorePoint.at(storages, savepoint).discard();
                    return keeping;
                })
                .handle((done, failure) -> {
                    if (failure != null) {
                        LOG.warn("Savepoint {} was not deleted: {}", savepoint, failure.getMessage());
                    }
                    return null;
                });
    }

    @Override
    public CompletableFuture<Void> discardAll() {
        PointedCheckpoints opened = checkpoints;
        if (opened == null) {
            return CompletableFuture.completedFuture(null);
        }
        return call(() -> {
                    opened.discardAll();
                    return keeping;
                })
                .thenApply(done -> null);
    }

    private void untilCertain(Completion completion, CompletableFuture<Void> completed, Duration pause) {
        call(() -> {
                    completion.run();
                    return pause;
                })
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        completed.complete(null);
                    } else if (failure instanceof UncertainCompletionException) {
                        LOG.warn("{}", failure.getMessage());
                        threads.main().schedule(pause, () -> untilCertain(completion, completed, longer(pause)));
                    } else {
                        completed.completeExceptionally(failure);
                    }
                });
    }

    private void discardOld(PointedCheckpoints opened) {
        call(() -> {
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

    private <T> CompletableFuture<T> call(Call<T> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        calls.add(() -> {
            T result = null;
            Throwable failure = null;
            try {
                result = call.run();
            } catch (IOException | RuntimeException e) {
                failure = e;
            }
            T given = result;
            Throwable thrown = failure;
            threads.main().execute(() -> {
                underWay = false;
                next();
                if (thrown == null) {
                    answer.complete(given);
                } else {
                    answer.completeExceptionally(thrown);
                }
            });
        });
        next();
        return answer;
    }

    private void next() {
        Runnable call = underWay ? null : calls.poll();
        if (call != null) {
            underWay = true;
            threads.io().execute(call);
        }
    }
}

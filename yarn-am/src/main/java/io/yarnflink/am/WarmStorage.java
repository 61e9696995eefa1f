package io.yarnflink.am;

import io.yarnflink.state.storage.CheckpointStorages;
import io.yarnflink.state.storage.StoredInput;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Hadoop's client at hand in a TaskManager that waits for work: its classes take two seconds to load, by which a task
 * that goes on from a checkpoint would begin later.
 */
final class WarmStorage {
    private static final Logger LOG = LoggerFactory.getLogger(WarmStorage.class);

    /** A new TaskManager that is needed gets its tasks sooner. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    private WarmStorage() {}

    /** Reads the beginning of a file when {@code isIdle} after a second; done then, also when it cannot be read. */
    static CompletableFuture<Void> whenIdle(
            Supplier<CompletableFuture<Boolean>> isIdle,
            CheckpointStorages storages,
            String folder,
            String file,
            Executor io) {
        return CompletableFuture.supplyAsync(
                        isIdle, CompletableFuture.delayedExecutor(IDLE.toMillis(), TimeUnit.MILLISECONDS, io))
                .thenCompose(idle -> idle)
                .thenAcceptAsync(
                        idle -> {
                            if (idle) {
                                read(storages, folder, file);
                            }
                        },
                        io);
    }

    static void read(CheckpointStorages storages, String folder, String file) {
        try (StoredInput in = storages.open(folder).open(file)) {
            in.readFully(0, new byte[1], 0, 1);
            LOG.debug("{} was opened", folder);
        } catch (IOException e) {
            LOG.debug("{} was not opened", folder, e);
        }
    }
}

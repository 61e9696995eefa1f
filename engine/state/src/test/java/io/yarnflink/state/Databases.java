package io.yarnflink.state;

import io.yarnflink.state.rocksdb.RocksDbBackend;
import io.yarnflink.state.rocksdb.RocksDbResources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Backends for tests, with a cache so small that values come and go all the time. */
public final class Databases {
    /** Tasks go on for so long before RocksDB begins to write what a snapshot holds. */
    private static final long LATE_MILLIS = 2;

    private static final RocksDbResources RESOURCES = resources();

    private Databases() {}

    private static RocksDbResources resources() {
        ExecutorService threads = Executors.newCachedThreadPool(action -> {
            Thread thread = new Thread(action, "databases");
            thread.setDaemon(true);
            return thread;
        });
        Executor late = CompletableFuture.delayedExecutor(LATE_MILLIS, TimeUnit.MILLISECONDS, threads);
        try {
            RocksDbResources made = new RocksDbResources(Files.createTempDirectory("databases"), 16 << 20, late);
            Runtime.getRuntime().addShutdownHook(new Thread(made::close));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With room for about {@code values} values. */
    public static StateBackend rocksDb(int values) {
        return new RocksDbBackend(RESOURCES, values * 150L, true);
    }
}

package io.yarnflink.state;

import io.yarnflink.state.rocksdb.RocksDbBackend;
import io.yarnflink.state.rocksdb.RocksDbResources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Backends for tests, with a cache so small that values come and go all the time. */
public final class Databases {
    private static final RocksDbResources RESOURCES = resources();

    private Databases() {}

    private static RocksDbResources resources() {
        ExecutorService threads = Executors.newCachedThreadPool(action -> {
            Thread thread = new Thread(action, "databases");
            thread.setDaemon(true);
            return thread;
        });
        try {
            RocksDbResources made = new RocksDbResources(Files.createTempDirectory("databases"), 16 << 20, threads);
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

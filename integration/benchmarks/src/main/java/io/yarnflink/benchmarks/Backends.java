package io.yarnflink.benchmarks;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.StateBackendOptions;
import io.yarnflink.state.StateBackend;
import io.yarnflink.state.rocksdb.RocksDbBackends;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The state backends to measure. */
final class Backends implements AutoCloseable {
    private static final long MEMORY = 256 << 20;

    private final ExecutorService io = Executors.newCachedThreadPool();
    private final RocksDbBackends rocksDb = new RocksDbBackends(new Configuration(), Path.of("target"), MEMORY, io);

    /** What {@code names} name: "hashmap", "rocksdb", or both when there are none. */
    static List<String> named(String... names) {
        List<String> known = new ArrayList<>();
        for (String each : names) {
            if (each.equals(StateBackendOptions.HASHMAP) || each.equals(StateBackendOptions.ROCKSDB)) {
                known.add(each);
            }
        }
        return known.isEmpty() ? List.of(StateBackendOptions.HASHMAP, StateBackendOptions.ROCKSDB) : known;
    }

    Optional<StateBackend> of(String name) {
        return rocksDb.of(new Configuration().set(StateBackendOptions.STATE_BACKEND, name));
    }

    @Override
    public void close() {
        rocksDb.close();
        io.shutdown();
    }
}

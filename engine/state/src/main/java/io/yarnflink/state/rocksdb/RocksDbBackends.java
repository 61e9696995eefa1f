package io.yarnflink.state.rocksdb;

import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.ConfigOption;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.MemorySize;
import io.yarnflink.api.configuration.ReadableConfig;
import io.yarnflink.api.configuration.StateBackendOptions;
import io.yarnflink.state.StateBackend;
import io.yarnflink.state.StateBackends;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The heap or RocksDB, as a job or else its process is configured; RocksDB is loaded when it is first asked for. */
public final class RocksDbBackends implements StateBackends, AutoCloseable {
    private final Configuration process;
    private final Path folder;
    private final long memory;
    private final Executor io;
    private @Nullable RocksDbResources resources;

    /**
     * {@code folder} and {@code memory}, in bytes, are for databases when {@code process} says nothing else; {@code io} as
     * {@link RocksDbResources} has it.
     */
    public RocksDbBackends(Configuration process, Path folder, long memory, Executor io) {
        this.process = process;
        this.folder = process.getOptional(StateBackendOptions.ROCKSDB_LOCAL_DIRECTORY)
                .map(Path::of)
                .orElse(folder);
        this.memory = process.getOptional(StateBackendOptions.ROCKSDB_MEMORY)
                .map(MemorySize::getBytes)
                .orElse(memory);
        this.io = io;
    }

    @Override
    public Optional<StateBackend> of(ReadableConfig job) {
        boolean isSaid = job.getOptional(StateBackendOptions.STATE_BACKEND).isPresent();
        if (!StateBackendOptions.isRocksDb(isSaid ? job : process)) {
            return Optional.empty();
        }
        return Optional.of(new RocksDbBackend(
                resources(),
                option(job, StateBackendOptions.ROCKSDB_OBJECTS).getBytes(),
                option(job, CheckpointingOptions.INCREMENTAL_CHECKPOINTS)));
    }

    private <T> T option(ReadableConfig job, ConfigOption<T> option) {
        return job.getOptional(option).orElseGet(() -> process.get(option));
    }

    private synchronized RocksDbResources resources() {
        if (resources == null) {
            try {
                Class.forName("org.rocksdb.RocksDB", false, RocksDbBackends.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(
                        StateBackendOptions.STATE_BACKEND.key() + " is '" + StateBackendOptions.ROCKSDB
                                + "', but RocksDB's jar is not on the class path; add lib/rocksdb/rocksdbjni-*.jar of the"
                                + " installation, or org.rocksdb:rocksdbjni",
                        e);
            }
            resources = new RocksDbResources(folder, memory, io);
        }
        return resources;
    }

    /** Deletes what databases have left. */
    @Override
    public synchronized void close() {
        if (resources != null) {
            resources.close();
            resources = null;
        }
    }
}

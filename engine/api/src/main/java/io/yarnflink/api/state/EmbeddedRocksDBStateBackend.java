package io.yarnflink.api.state;

import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.StateBackendOptions;
import org.jspecify.annotations.Nullable;

/**
 * Keeps keyed state in RocksDB on the local disks of the nodes that the job runs on. Where on these disks is for the
 * configuration to say ({@code state.backend.rocksdb.localdir}), for a program does not know its nodes.
 */
public final class EmbeddedRocksDBStateBackend implements StateBackend {
    private static final long serialVersionUID = 1;

    private final @Nullable Boolean incremental;

    /** Where timers are kept. */
    public enum PriorityQueueStateType {
        /** As objects. */
        HEAP,
        /** In the database; they are always on the heap here. */
        ROCKSDB
    }

    /** Whether checkpoints are incremental is as {@code execution.checkpointing.incremental} says. */
    public EmbeddedRocksDBStateBackend() {
        incremental = null;
    }

    public EmbeddedRocksDBStateBackend(boolean enableIncrementalCheckpointing) {
        incremental = enableIncrementalCheckpointing;
    }

    public boolean isIncrementalCheckpointsEnabled() {
        return settings().get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS);
    }

    public PriorityQueueStateType getPriorityQueueStateType() {
        return PriorityQueueStateType.HEAP;
    }

    /** Only {@code HEAP} is possible. */
    public void setPriorityQueueStateType(PriorityQueueStateType priorityQueueStateType) {
        if (priorityQueueStateType != PriorityQueueStateType.HEAP) {
            throw new IllegalArgumentException("Timers cannot be kept in RocksDB (setPriorityQueueStateType was"
                    + " called with " + priorityQueueStateType + "); leave it out, they are on the heap");
        }
    }

    @Override
    public String getName() {
        return StateBackendOptions.ROCKSDB;
    }

    @Override
    public Configuration settings() {
        Configuration settings = new Configuration().set(StateBackendOptions.STATE_BACKEND, getName());
        if (incremental != null) {
            settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, incremental);
        }
        return settings;
    }

    @Override
    public String toString() {
        return "EmbeddedRocksDBStateBackend{incremental=" + isIncrementalCheckpointsEnabled() + "}";
    }
}

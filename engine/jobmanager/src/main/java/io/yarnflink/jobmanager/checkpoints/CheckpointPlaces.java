package io.yarnflink.jobmanager.checkpoints;

import io.yarnflink.jobmanager.ha.CheckpointPointers;
import io.yarnflink.state.storage.CheckpointStorages;

/** Where checkpoints are kept, and what names the latest of each job if not the storage alone does. */
public record CheckpointPlaces(CheckpointStorages storages, CheckpointPointers pointers) {
    /** The storage alone tells which is the latest. */
    public CheckpointPlaces(CheckpointStorages storages) {
        this(storages, CheckpointPointers.NONE);
    }
}

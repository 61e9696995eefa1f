package io.yarnflink.state.storage;

import java.io.IOException;

/** How a process finds the storage of a folder; any thread. */
@FunctionalInterface
public interface CheckpointStorages {
    /** The storage below a folder named by its URI; it need not exist yet. */
    CheckpointStorage open(String folder) throws IOException;
}

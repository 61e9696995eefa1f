package io.yarnflink.connectors.files;

import io.yarnflink.api.fs.Path;

/**
 * A part file that is complete: where it waits for its commit, the name it gets then, and its length in bytes,
 * {@link #UNKNOWN_LENGTH} when nobody knows it.
 */
public record FileSinkCommittable(Path pending, Path visible, long length) {
    static final long UNKNOWN_LENGTH = -1;

    @Override
    public String toString() {
        return "file " + pending;
    }
}

package io.yarnflink.connectors.files;

import io.yarnflink.api.fs.Path;

/** A part file that is complete, under the hidden name it has and the name it gets when it is committed. */
public record FileSinkCommittable(Path pending, Path visible) {
    @Override
    public String toString() {
        return "file " + pending;
    }
}

package io.yarnflink.connectors.files;

import io.yarnflink.api.fs.Path;

/** Where a part file is written, and the name it gets when it is committed. */
record PartNames(Path pending, Path visible) {
    /** The complete file of {@code length} bytes. */
    FileSinkCommittable complete(long length) {
        return new FileSinkCommittable(pending, visible, length);
    }
}

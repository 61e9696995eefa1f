package io.yarnflink.connectors.files;

import io.yarnflink.api.fs.FileSystem;
import io.yarnflink.api.fs.Path;
import java.io.IOException;
import java.util.Objects;

/** Where a part file is written, and the name it gets when it is committed. */
record PartNames(Path pending, Path visible) {
    /** The complete file of {@code length} bytes. */
    FileSinkCommittable complete(long length) {
        return new FileSinkCommittable(pending, visible, length);
    }

    /**
     * Whether a file that is not to be found under either name was committed, and taken away by its readers: its writer's
     * hidden folder is still there, which is made once and from which nobody but a commit takes files. Where that is gone
     * too, somebody has cleared more than was his.
     */
    boolean wereTaken(FileSystem fileSystem) throws IOException {
        return !fileSystem.exists(pending)
                && !fileSystem.exists(visible)
                && fileSystem.exists(Objects.requireNonNull(pending.getParent(), "a part file is in a folder"));
    }
}

package io.yarnflink.connectors.files;

import io.yarnflink.api.fs.Path;

/** Makes local paths mean the same in every process. */
final class LocalPaths {
    private LocalPaths() {}

    /** The working directory of the program is not that of the containers that open the path. */
    static Path absolute(Path path) {
        return path.toUri().getScheme() == null
                ? new Path(java.nio.file.Path.of(path.getPath())
                        .toAbsolutePath()
                        .normalize()
                        .toString())
                : path;
    }
}

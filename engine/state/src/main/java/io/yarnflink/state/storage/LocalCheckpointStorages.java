package io.yarnflink.state.storage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;

/** Opens {@code file:} folders, and asks another for the rest. */
public final class LocalCheckpointStorages implements CheckpointStorages {
    private final CheckpointStorages others;

    /** For processes that know of no other file systems. */
    public LocalCheckpointStorages() {
        this(folder -> {
            throw new IOException("'" + folder + "' is not a folder of this machine; give one as file:///path");
        });
    }

    public LocalCheckpointStorages(CheckpointStorages others) {
        this.others = others;
    }

    @Override
    public CheckpointStorage open(String folder) throws IOException {
        if (!folder.toLowerCase(Locale.ROOT).startsWith("file:")) {
            return others.open(folder);
        }
        try {
            String path = URI.create(folder).getPath();
            if (path == null || !path.startsWith("/")) {
                throw new IllegalArgumentException("it is not absolute");
            }
            return new LocalCheckpointStorage(Path.of(path));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "'" + folder + "' cannot hold checkpoints: " + e.getMessage() + "; give it as file:///path", e);
        }
    }
}

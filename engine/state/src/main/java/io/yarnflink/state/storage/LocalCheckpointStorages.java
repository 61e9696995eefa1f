package io.yarnflink.state.storage;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** Opens {@code file:} folders, and asks another for the rest. */
public final class LocalCheckpointStorages implements CheckpointStorages {
    private final CheckpointStorages others;

    /** For processes that know of no other file systems. */
    public LocalCheckpointStorages() {
        this(folder -> {
            throw new UnusableFolderException(
                    "'" + folder + "' is not a folder of this machine; give one as file:///path");
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
        String path = folder.substring("file:".length());
        if (path.startsWith("//")) {
            int end = path.indexOf('/', 2);
            String host = path.substring(2, end < 0 ? path.length() : end);
            if (!host.isEmpty() && !host.equals("localhost")) {
                throw refused(folder, "the files of '" + host + "' cannot be read from here");
            }
            path = end < 0 ? "" : path.substring(end);
        }
        try {
            if (!path.startsWith("/")) {
                throw refused(folder, "it is not absolute");
            }
            // Without escapes, as users write paths.
            return new LocalCheckpointStorage(Path.of(path));
        } catch (InvalidPathException e) {
            throw refused(folder, e.getReason());
        }
    }

    private static UnusableFolderException refused(String folder, String problem) {
        return new UnusableFolderException(
                "'" + folder + "' cannot hold checkpoints: " + problem + "; give it as file:///path");
    }
}

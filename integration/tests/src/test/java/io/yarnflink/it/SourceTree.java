package io.yarnflink.it;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds what the build has left in the source tree. */
public final class SourceTree {
    private SourceTree() {}

    public static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".mvn"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no folder above " + Path.of("").toAbsolutePath() + " holds .mvn");
    }

    public static Path distribution() {
        return root().resolve("target/dist");
    }
}

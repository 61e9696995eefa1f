package io.yarnflink.state.storage;

import java.io.IOException;

/** Paths below a storage's folder: they may come from files, and must not lead elsewhere. */
public final class StoragePath {
    private StoragePath() {}

    /** The path itself; fails unless it is names with '/' between them. */
    public static String checked(String path) throws IOException {
        if (path.isEmpty() || path.indexOf('\\') >= 0 || path.indexOf('\0') >= 0 || path.indexOf(':') >= 0) {
            throw refused(path);
        }
        for (String name : path.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                throw refused(path);
            }
        }
        return path;
    }

    private static IOException refused(String path) {
        return new IOException("'" + path + "' is not a path below the folder of checkpoints: names with '/' between"
                + " them, none of them empty, '.' or '..', and without ':' and '\\'");
    }
}

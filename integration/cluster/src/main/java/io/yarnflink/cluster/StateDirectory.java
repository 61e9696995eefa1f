package io.yarnflink.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The directory a cluster lives in, and which it removes when it stops. */
final class StateDirectory {
    static final String CONF = "conf";
    static final String LOG = "cluster.log";
    static final String READY = "ready";
    static final String TMP = "tmp";

    private static final int TRIES = 20;

    /** Hadoop's servers write other characters as %20 and the like, and then use a directory of that name. */
    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9/._+@=-]*");

    private StateDirectory() {}

    /** Creates the directory; refuses one with other people's files in it, for it will be deleted. */
    static void claim(Path dir, String... known) throws IOException {
        if (!USABLE.matcher(dir.toString()).matches()) {
            throw new IOException("Hadoop cannot work in directory '" + dir
                    + "'; a cluster needs one whose path has only the characters A-Z a-z 0-9 / . _ + @ = -");
        }
        try {
            Files.createDirectories(dir);
        } catch (FileSystemException e) {
            throw new IOException("directory " + dir + " cannot be made: " + e + "; name one where you may write", e);
        }
        try (Stream<Path> files = Files.list(dir)) {
            List<String> foreign = files.map(file -> file.getFileName().toString())
                    .filter(name -> !List.of(known).contains(name))
                    .sorted()
                    .toList();
            if (!foreign.isEmpty()) {
                throw new IOException("directory " + dir + " holds other files (" + foreign.get(0)
                        + "); a cluster needs a new or empty directory, which it deletes when it stops");
            }
        }
    }

    /** Servers that are being stopped may still write: deletes until nothing is left. */
    static void delete(Path dir) throws IOException {
        for (int tries = 1; Files.exists(dir); tries++) {
            try {
                deleteOnce(dir);
            } catch (IOException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static void deleteOnce(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // Another process deleted it first: what was asked for.
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}

package io.yarnflink.client;

import io.yarnflink.staging.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hashes of an installation's jars, kept in a file beside them: hashing 60 MB would take a good part of a submission's
 * processor time. A line holds for a file of the same size and time.
 */
final class JarHashes {
    private static final Logger LOG = LoggerFactory.getLogger(JarHashes.class);

    private final Path file;

    JarHashes(Path file) {
        this.file = file;
    }

    /** The SHA-256 of each file, in the order given. */
    List<String> of(List<Path> jars) throws IOException {
        Map<String, String> known = read();
        List<String> hashes = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        boolean news = false;
        for (Path jar : jars) {
            String identity = identity(jar);
            String hash = known.get(identity);
            if (hash == null) {
                hash = Sha256.of(jar);
                news = true;
            }
            hashes.add(hash);
            lines.add(hash + " " + identity);
        }
        if (news) {
            write(lines);
        }
        return hashes;
    }

    private static String identity(Path jar) throws IOException {
        return Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis() + " " + jar.toAbsolutePath();
    }

    private Map<String, String> read() {
        Map<String, String> known = new HashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                int space = line.indexOf(' ');
                if (space == 64) {
                    known.put(line.substring(space + 1), line.substring(0, space));
                }
            }
        } catch (IOException e) {
            LOG.debug("{} cannot be read: {}", file, e.toString());
        }
        return known;
    }

    /** Not being able to keep them, in an installation that is read-only, costs time and nothing else. */
    private void write(List<String> lines) {
        try {
            Path aside = Files.createTempFile(file.toAbsolutePath().getParent(), "sha256", ".part");
            Files.write(aside, lines);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.debug("{} cannot be written: {}", file, e.toString());
        }
    }
}

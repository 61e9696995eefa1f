package io.yarnflink.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Quotes the end of a server's log where its failure is reported. */
final class Logs {
    private static final int LINES = 15;

    private Logs() {}

    /** The last lines under a heading that names the file, ready to follow a message. */
    static String tail(Path log) {
        List<String> lines;
        try {
            lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return "; its log " + log + " cannot be read: " + e;
        }
        if (lines.isEmpty()) {
            return "; its log " + log + " is empty";
        }
        List<String> last = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        return "; the end of " + log + ":\n  " + String.join("\n  ", last);
    }
}

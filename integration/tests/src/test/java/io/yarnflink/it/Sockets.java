package io.yarnflink.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The TCP connections of processes on this machine, as the kernel lists them. */
final class Sockets {
    private static final String ESTABLISHED = "01";

    private Sockets() {}

    /** One end of an established connection. */
    private record End(String local, String remote) {
        boolean meets(End other) {
            return local.equals(other.remote) && remote.equals(other.local);
        }
    }

    static boolean areConnected(ProcessHandle one, ProcessHandle other) throws IOException {
        List<End> others = ends(other);
        return ends(one).stream().anyMatch(end -> others.stream().anyMatch(end::meets));
    }

    private static List<End> ends(ProcessHandle process) throws IOException {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        Set<String> own = new HashSet<>();
        try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
            for (Path file : files.toList()) {
                own.add(target(file).replaceAll("socket:\\[(\\d+)]", "$1"));
            }
        }
        List<End> ends = new ArrayList<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            for (String row : Files.readAllLines(proc.resolve(table))) {
                String[] columns = row.strip().split("\\s+");
                if (columns.length > 9 && columns[3].equals(ESTABLISHED) && own.contains(columns[9])) {
                    ends.add(new End(columns[1], columns[2]));
                }
            }
        }
        return ends;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // It has just been closed.
        }
    }
}

package io.yarnflink.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The container processes of a cluster's NodeManagers, which can outlive the NodeManagers themselves. */
final class ContainerProcesses {
    private static final Path PROC = Path.of("/proc");

    private ContainerProcesses() {}

    /** Kills until none is left: a container that is just starting may fork while the first round looks. */
    static int killAll(Path clusterDir) throws IOException {
        int killed = 0;
        for (List<ProcessHandle> found = find(clusterDir); !found.isEmpty(); found = find(clusterDir)) {
            killed += found.size();
            found.forEach(ProcessHandle::destroyForcibly);
            found.forEach(process -> process.onExit().join());
        }
        return killed;
    }

    static List<ProcessHandle> find(Path clusterDir) throws IOException {
        Path dir = clusterDir.toRealPath();
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .filter(process -> worksInContainerDirectory(process, dir))
                    .flatMap(process -> ProcessHandle.of(
                            Long.parseLong(process.getFileName().toString()))
                            .stream())
                    .filter(ProcessHandle::isAlive)
                    .toList();
        }
    }

    private static boolean worksInContainerDirectory(Path process, Path dir) {
        try {
            Path workingDirectory = Files.readSymbolicLink(process.resolve("cwd"));
            return workingDirectory.startsWith(dir)
                    && workingDirectory.toString().contains("/usercache/");
        } catch (IOException e) {
            // It has just ended, or is another user's and so not ours.
            return false;
        }
    }
}

package io.yarnflink.cluster;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The container processes of a cluster's NodeManagers, which can outlive the NodeManagers themselves. */
final class ContainerProcesses {
    private static final Path PROC = Path.of("/proc");
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private ContainerProcesses() {}

    /** Kills until none is left: a container that is just starting may fork while the first round looks. */
    static void killAll(Path clusterDir) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        for (List<ProcessHandle> found = find(clusterDir); !found.isEmpty(); found = find(clusterDir)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("container processes " + pids(found) + " under " + clusterDir
                        + " do not die; end them by hand");
            }
            found.forEach(ProcessHandle::destroyForcibly);
            TimeUnit.MILLISECONDS.sleep(10);
        }
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
                    .toList();
        }
    }

    private static String pids(List<ProcessHandle> processes) {
        return processes.stream().map(process -> Long.toString(process.pid())).collect(joining(" "));
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

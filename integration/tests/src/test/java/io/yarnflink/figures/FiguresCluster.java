package io.yarnflink.figures;

import io.yarnflink.cluster.LocalHadoop;
import io.yarnflink.cluster.Network;
import io.yarnflink.it.CommandLine;
import io.yarnflink.it.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** HDFS and YARN with one node that has memory for large TaskManagers. */
final class FiguresCluster implements AutoCloseable {
    private static final Map<String, String> SETTINGS = Map.of(
            "yarn.nodemanager.resource.memory-mb", "18432",
            "yarn.scheduler.maximum-allocation-mb", "12288",
            "yarn.resourcemanager.am.max-attempts", "4");

    private final Path folder;
    private final LocalHadoop hadoop;
    private boolean closed;

    FiguresCluster(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        hadoop = new LocalHadoop(
                folder,
                SourceTree.root().resolve("integration/cluster/target/cluster.classpath"),
                new LocalHadoop.Deviation(SETTINGS, Network.LOCALHOST));
        hadoop.start(OptionalInt.of(1), System.err::println);
    }

    Path folder() {
        return folder;
    }

    CommandLine cli() {
        return new CommandLine(hadoop.confDir());
    }

    /** What all processes of an application have written so far, or one container of it. */
    List<String> logLines(String applicationId, String container) throws IOException {
        Path logs = folder.resolve("nodemanager1/container logs").resolve(applicationId);
        if (!Files.exists(logs)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(logs)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains(container))
                    .flatMap(FiguresCluster::lines)
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException, InterruptedException {
        if (!closed) {
            closed = true;
            hadoop.stop(false);
        }
    }
}

package io.yarnflink.figures;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Behind {@code scripts/figures}. */
public final class Figures {
    private static final List<String> BACKENDS = List.of("hashmap", "rocksdb");

    private Figures() {}

    /** {@code FOLDER recovery [MB ...]} or {@code FOLDER checkpoints [KEYS ...]}. */
    public static void main(String[] args) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        Path folder =
                Files.createDirectories(Path.of(args[0]).toAbsolutePath().resolve("run-" + System.currentTimeMillis()));
        List<Long> sizes = List.of(args).subList(2, args.length).stream()
                .map(Long::valueOf)
                .toList();
        try (FiguresCluster cluster = new FiguresCluster(folder.resolve("hadoop"))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(cluster)));
            if (args[1].equals("recovery")) {
                recovery(cluster, sizes.isEmpty() ? List.of(100L, 1000L) : sizes);
            } else {
                checkpoints(cluster, sizes.isEmpty() ? List.of(100_000L, 1_000_000L, 10_000_000L) : sizes);
            }
        }
    }

    private static void recovery(FiguresCluster cluster, List<Long> megabytes) throws Exception {
        System.out.println(RecoveryFigures.header());
        for (long size : megabytes) {
            for (String backend : BACKENDS) {
                new RecoveryFigures(cluster).measure(size * 1000, backend, 3);
            }
        }
    }

    private static void checkpoints(FiguresCluster cluster, List<Long> keys) throws Exception {
        System.out.println(CheckpointTimes.header());
        String hdfs = cluster.cli().hdfs().full("figures/checkpoints");
        String local = cluster.folder().resolve("checkpoints").toUri().toString();
        for (long count : keys) {
            for (String backend : BACKENDS) {
                for (String folder : List.of(hdfs, local)) {
                    System.out.println(new CheckpointTimes(cluster).measure(count, backend, folder));
                }
            }
        }
    }

    private static void end(FiguresCluster cluster) {
        try {
            cluster.close();
        } catch (Exception e) {
            System.err.println("figures: the cluster is not gone: " + e);
        }
    }
}

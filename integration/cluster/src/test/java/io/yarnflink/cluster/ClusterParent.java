package io.yarnflink.cluster;

import java.io.IOException;
import java.nio.file.Path;

/** A program that starts a cluster, prints the cluster's process id, and lives until it is killed. */
final class ClusterParent {
    private ClusterParent() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        ClusterProcess cluster = ClusterProcess.start(Path.of(args[0]), Path.of(args[1]));
        System.out.println(cluster.pid());
        Thread.currentThread().join();
    }
}

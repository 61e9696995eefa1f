package io.yarnflink.testkit.simulated;

import io.yarnflink.testkit.simulation.ContainerConditions;
import io.yarnflink.testkit.simulation.NetworkConditions;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What a simulated cluster is like and what goes wrong in it. {@code killAfter} and {@code breakAfter}: when, after the
 * first submission, a TaskManager dies and a channel breaks; zero for never.
 */
public record ClusterPlan(
        int slotsPerTaskManager,
        int batchRecords,
        NetworkConditions network,
        ContainerConditions containers,
        Duration killAfter,
        Duration breakAfter) {

    /** All is well. */
    public static ClusterPlan good(int slotsPerTaskManager) {
        return new ClusterPlan(
                slotsPerTaskManager,
                16,
                NetworkConditions.good(),
                ContainerConditions.good(),
                Duration.ZERO,
                Duration.ZERO);
    }

    /** A cluster with a random subset of all faults. */
    public static ClusterPlan random(SplittableRandom random) {
        Duration slowest = Duration.ofMillis(random.nextBoolean() ? 1 : random.nextBoolean() ? 20 : 300);
        double loss = random.nextInt(3) == 0 ? random.nextDouble() * 0.15 : 0;
        NetworkConditions network =
                new NetworkConditions(Duration.ofNanos(50_000), slowest, loss, random.nextInt(3) == 0 ? 0.5 : 1);
        ContainerConditions containers = new ContainerConditions(
                Duration.ofMillis(10),
                Duration.ofMillis(10 + random.nextInt(1_000)),
                Duration.ofMillis(10 + random.nextInt(3_000)),
                random.nextInt(3) == 0 ? random.nextDouble() : 0,
                random.nextInt(4) == 0 ? random.nextDouble() * 0.6 : 0);
        return new ClusterPlan(
                1 + random.nextInt(3),
                1 + random.nextInt(40),
                network,
                containers,
                random.nextInt(3) == 0 ? Duration.ofMillis(1 + random.nextInt(6_000)) : Duration.ZERO,
                random.nextInt(5) == 0 ? Duration.ofMillis(1 + random.nextInt(6_000)) : Duration.ZERO);
    }

    /** Whether messages get lost, containers fail to start, TaskManagers die or channels break. */
    public boolean isFaulty() {
        return network.lossPerMessage() > 0
                || containers.startFailures() > 0
                || !killAfter.isZero()
                || !breakAfter.isZero();
    }
}

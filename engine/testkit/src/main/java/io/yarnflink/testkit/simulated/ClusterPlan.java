package io.yarnflink.testkit.simulated;

import io.yarnflink.testkit.simulation.ContainerConditions;
import io.yarnflink.testkit.simulation.NetworkConditions;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What a simulated cluster is like and what goes wrong in it. {@code idleTimeout}: how long TaskManagers outlive a job;
 * {@code clockSkew}: how far wall clocks of TaskManagers may be off, either way.
 */
public record ClusterPlan(
        int slotsPerTaskManager,
        int batchRecords,
        NetworkConditions network,
        ContainerConditions containers,
        Duration idleTimeout,
        Duration clockSkew,
        Accidents accidents) {

    /** When things happen, counted from the beginning; zero for never. */
    public record Accidents(Duration taskManagerDies, Duration channelBreaks, Duration userCancels) {
        public static final Accidents NONE = new Accidents(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /** All is well. */
    public static ClusterPlan good(int slotsPerTaskManager) {
        return new ClusterPlan(
                slotsPerTaskManager,
                16,
                NetworkConditions.good(),
                ContainerConditions.good(),
                Duration.ZERO,
                Duration.ZERO,
                Accidents.NONE);
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
                random.nextInt(3) == 0 ? Duration.ofSeconds(30) : Duration.ZERO,
                random.nextBoolean() ? Duration.ofHours(1) : Duration.ZERO,
                new Accidents(sometime(random, 3), sometime(random, 5), sometime(random, 8)));
    }

    private static Duration sometime(SplittableRandom random, int oneIn) {
        return random.nextInt(oneIn) == 0 ? Duration.ofMillis(1 + random.nextInt(6_000)) : Duration.ZERO;
    }
}

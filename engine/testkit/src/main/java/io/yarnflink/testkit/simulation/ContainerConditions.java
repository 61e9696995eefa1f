package io.yarnflink.testkit.simulation;

import java.time.Duration;

/** How containers come: how fast, how many more than asked for, and how often they fail to start. */
public record ContainerConditions(
        Duration shortestAllocation,
        Duration longestAllocation,
        Duration longestStart,
        double surplus,
        double startFailures) {

    public static ContainerConditions good() {
        return new ContainerConditions(Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofMillis(500), 0, 0);
    }
}

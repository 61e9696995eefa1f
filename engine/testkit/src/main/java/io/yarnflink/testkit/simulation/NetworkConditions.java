package io.yarnflink.testkit.simulation;

import java.time.Duration;

/**
 * How the network between processes behaves. {@code lossPerMessage}: the chance of a message between two processes to
 * vanish. {@code noticedDeaths}: the share of peers that hear of a broken connection when a process dies.
 */
public record NetworkConditions(
        Duration shortestDelay, Duration longestDelay, double lossPerMessage, double noticedDeaths) {

    /** Fast and faithful. */
    public static NetworkConditions good() {
        return new NetworkConditions(Duration.ofNanos(50_000), Duration.ofMillis(1), 0, 1);
    }
}

package io.yarnflink.transport.net;

import java.time.Duration;

/** How much a port spends on connections that have not yet proved the secret. */
public record HandshakeBudget(Duration time, int frameBytes, int connections) {
    public static final HandshakeBudget STANDARD = new HandshakeBudget(Duration.ofSeconds(5), 4096, 64);
}

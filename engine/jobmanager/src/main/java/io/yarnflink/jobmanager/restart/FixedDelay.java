package io.yarnflink.jobmanager.restart;

import java.time.Duration;
import java.util.Optional;

/** So many restarts in all, each the same time after its failure. */
final class FixedDelay implements RestartStrategy {
    private final int attempts;
    private final Duration delay;
    private int failures;

    FixedDelay(int attempts, Duration delay) {
        this.attempts = attempts;
        this.delay = delay;
    }

    @Override
    public Optional<Duration> failed(long nowNanos) {
        failures = failures == Integer.MAX_VALUE ? failures : failures + 1;
        // All of an int's attempts are as good as no bound.
        return failures <= attempts ? Optional.of(delay) : Optional.empty();
    }

    @Override
    public String exhausted() {
        return "restart-strategy.fixed-delay.attempts is " + attempts;
    }
}

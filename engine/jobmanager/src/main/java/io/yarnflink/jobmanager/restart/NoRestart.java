package io.yarnflink.jobmanager.restart;

import java.time.Duration;
import java.util.Optional;

/** The first failure is the last. */
final class NoRestart implements RestartStrategy {
    @Override
    public Optional<Duration> failed(long nowNanos) {
        return Optional.empty();
    }

    @Override
    public String exhausted() {
        return "its restart strategy is none";
    }
}

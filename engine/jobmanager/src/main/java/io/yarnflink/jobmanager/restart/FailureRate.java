package io.yarnflink.jobmanager.restart;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Restarts while no more than so many failures come within an interval. */
final class FailureRate implements RestartStrategy {
    private final int most;
    private final Duration interval;
    private final Duration delay;
    private final Deque<Long> failures = new ArrayDeque<>();

    FailureRate(int most, Duration interval, Duration delay) {
        this.most = most;
        this.interval = interval;
        this.delay = delay;
    }

    @Override
    public Optional<Duration> failed(long nowNanos) {
        failures.add(nowNanos);
        while (nowNanos - failures.element() > interval.toNanos()) {
            failures.remove();
        }
        return failures.size() <= most ? Optional.of(delay) : Optional.empty();
    }

    @Override
    public String exhausted() {
        return failures.size() + " failures came within " + interval.toMillis() + " ms,"
                + " restart-strategy.failure-rate.max-failures-per-interval is " + most;
    }
}

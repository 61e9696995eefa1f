package io.yarnflink.jobmanager.restart;

import io.yarnflink.api.common.RestartStrategies;
import io.yarnflink.api.configuration.ReadableConfig;
import io.yarnflink.api.configuration.RestartStrategyOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/** Restarts for ever, each time later up to a bound; after a good time the delays begin from the start. */
final class ExponentialDelay implements RestartStrategy {
    private final double initialMillis;
    private final double maxMillis;
    private final double multiplier;
    private final Duration resetThreshold;
    private final double jitter;
    private final SplittableRandom random;
    private double nextMillis;
    private long lastFailureNanos;
    private boolean failedBefore;

    ExponentialDelay(
            RestartStrategies.ExponentialDelayRestartStrategyConfiguration configuration, SplittableRandom random) {
        this.initialMillis = configuration.getInitialBackoffDuration().toMillis();
        this.maxMillis = configuration.getMaxBackoffDuration().toMillis();
        this.multiplier = configuration.getBackoffMultiplier();
        this.resetThreshold = configuration.getResetBackoffDurationThreshold();
        this.jitter = configuration.getJitterFactor();
        this.random = random;
        this.nextMillis = initialMillis;
    }

    /** With what the configuration says of delays, though it does not name this strategy. */
    static ExponentialDelay from(ReadableConfig configuration, SplittableRandom random) {
        return new ExponentialDelay(
                new RestartStrategies.ExponentialDelayRestartStrategyConfiguration(
                        configuration.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF),
                        configuration.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF),
                        configuration.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER),
                        configuration.get(
                                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD),
                        configuration.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_JITTER_FACTOR)),
                random);
    }

    @Override
    public Optional<Duration> failed(long nowNanos) {
        double good = (nowNanos - lastFailureNanos) / 1e6;
        if (failedBefore && good >= resetThreshold.toMillis() + nextMillis) {
            nextMillis = initialMillis;
        }
        lastFailureNanos = nowNanos;
        failedBefore = true;
        double delay = nextMillis + nextMillis * jitter * (2 * random.nextDouble() - 1);
        nextMillis = Math.min(maxMillis, nextMillis * multiplier);
        return Optional.of(Duration.ofMillis(Math.round(Math.min(maxMillis, delay))));
    }

    @Override
    public String exhausted() {
        return "exponential delays never end";
    }
}

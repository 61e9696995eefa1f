package io.yarnflink.api.common;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.ReadableConfig;
import io.yarnflink.api.configuration.RestartStrategyOptions;
import io.yarnflink.api.time.Time;
import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what follows a failure of a job. */
@SuppressWarnings("deprecation") // Programs of release 1 give times in this form too.
public class RestartStrategies {
    /** The job ends. */
    public static RestartStrategyConfiguration noRestart() {
        return new NoRestartStrategyConfiguration();
    }

    /** What the configuration says. */
    public static RestartStrategyConfiguration fallBackRestart() {
        return new FallbackRestartStrategyConfiguration();
    }

    /** {@code restartAttempts} restarts, each {@code delayBetweenAttempts} milliseconds after the failure. */
    public static RestartStrategyConfiguration fixedDelayRestart(int restartAttempts, long delayBetweenAttempts) {
        return fixedDelayRestart(restartAttempts, Duration.ofMillis(delayBetweenAttempts));
    }

    public static RestartStrategyConfiguration fixedDelayRestart(int restartAttempts, Time delayInterval) {
        return fixedDelayRestart(restartAttempts, duration(delayInterval));
    }

    public static RestartStrategyConfiguration fixedDelayRestart(int restartAttempts, Duration delayInterval) {
        return new FixedDelayRestartStrategyConfiguration(restartAttempts, delayInterval);
    }

    /** Restarts unless more than {@code failureRate} failures come within {@code failureInterval}. */
    public static FailureRateRestartStrategyConfiguration failureRateRestart(
            int failureRate, Duration failureInterval, Duration delayInterval) {
        return new FailureRateRestartStrategyConfiguration(failureRate, failureInterval, delayInterval);
    }

    public static FailureRateRestartStrategyConfiguration failureRateRestart(
            int failureRate, Time failureInterval, Time delayInterval) {
        return failureRateRestart(failureRate, duration(failureInterval), duration(delayInterval));
    }

    /** Restarts for ever, after delays that grow while failures follow each other. */
    public static ExponentialDelayRestartStrategyConfiguration exponentialDelayRestart(
            Duration initialBackoff,
            Duration maxBackoff,
            double backoffMultiplier,
            Duration resetBackoffThreshold,
            double jitterFactor) {
        return new ExponentialDelayRestartStrategyConfiguration(
                initialBackoff, maxBackoff, backoffMultiplier, resetBackoffThreshold, jitterFactor);
    }

    public static ExponentialDelayRestartStrategyConfiguration exponentialDelayRestart(
            Time initialBackoff,
            Time maxBackoff,
            double backoffMultiplier,
            Time resetBackoffThreshold,
            double jitterFactor) {
        return exponentialDelayRestart(
                duration(initialBackoff),
                duration(maxBackoff),
                backoffMultiplier,
                duration(resetBackoffThreshold),
                jitterFactor);
    }

    /** What {@code restart-strategy.type} names, with its options; empty when it names nothing. */
    public static Optional<RestartStrategyConfiguration> fromConfiguration(ReadableConfig configuration) {
        return configuration
                .getOptional(RestartStrategyOptions.RESTART_STRATEGY)
                .map(type -> named(type, configuration));
    }

    private static RestartStrategyConfiguration named(String type, ReadableConfig configuration) {
        return switch (type.toLowerCase(Locale.ROOT).replace("-", "")) {
            case "none", "off", "disable" -> noRestart();
            case "fixeddelay" ->
                fixedDelayRestart(
                        configuration.get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS),
                        configuration.get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY));
            case "failurerate" ->
                failureRateRestart(
                        configuration.get(
                                RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL),
                        configuration.get(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL),
                        configuration.get(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY));
            case "exponentialdelay" ->
                exponentialDelayRestart(
                        configuration.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF),
                        configuration.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF),
                        configuration.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER),
                        configuration.get(
                                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD),
                        configuration.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_JITTER_FACTOR));
            default ->
                throw new IllegalArgumentException(RestartStrategyOptions.RESTART_STRATEGY.key() + ": '" + type
                        + "' is not one of none, fixed-delay, failure-rate, exponential-delay");
        };
    }

    /** The options that ask for {@code strategy}; none for the one that leaves it to the configuration. */
    public static Configuration toConfiguration(RestartStrategyConfiguration strategy) {
        Configuration options = new Configuration();
        if (strategy instanceof NoRestartStrategyConfiguration) {
            options.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        } else if (strategy instanceof FixedDelayRestartStrategyConfiguration fixed) {
            options.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
                    .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, fixed.getRestartAttempts())
                    .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, fixed.getDurationBetweenAttempts());
        } else if (strategy instanceof FailureRateRestartStrategyConfiguration rate) {
            options.set(RestartStrategyOptions.RESTART_STRATEGY, "failure-rate")
                    .set(
                            RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL,
                            rate.getMaxFailureRate())
                    .set(
                            RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL,
                            rate.getFailureIntervalDuration())
                    .set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY, rate.getDurationBetweenAttempts());
        } else if (strategy instanceof ExponentialDelayRestartStrategyConfiguration growing) {
            options.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay")
                    .set(
                            RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
                            growing.getInitialBackoffDuration())
                    .set(
                            RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                            growing.getMaxBackoffDuration())
                    .set(
                            RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER,
                            growing.getBackoffMultiplier())
                    .set(
                            RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                            growing.getResetBackoffDurationThreshold())
                    .set(
                            RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_JITTER_FACTOR,
                            growing.getJitterFactor());
        }
        return options;
    }

    private static Duration duration(Time time) {
        return Duration.ofMillis(time.toMilliseconds());
    }

    private static Duration checked(Duration duration, String what) {
        if (requireNonNull(duration, what + " is null").isNegative()) {
            throw new IllegalArgumentException(what + " must not be negative, was " + duration);
        }
        return duration;
    }

    /** One way to go on after a failure; two of one kind with equal settings are equal. */
    public abstract static class RestartStrategyConfiguration implements Serializable {
        private RestartStrategyConfiguration() {}

        /** What it does, for people. */
        public abstract String getDescription();

        @Override
        public boolean equals(@Nullable Object other) {
            return other != null
                    && other.getClass() == getClass()
                    && ((RestartStrategyConfiguration) other).getDescription().equals(getDescription());
        }

        @Override
        public int hashCode() {
            return Objects.hash(getClass().getName(), getDescription());
        }

        @Override
        public String toString() {
            return getDescription();
        }
    }

    /** No restart. */
    public static final class NoRestartStrategyConfiguration extends RestartStrategyConfiguration {
        public NoRestartStrategyConfiguration() {}

        @Override
        public String getDescription() {
            return "No restart.";
        }
    }

    /** What the configuration says. */
    public static final class FallbackRestartStrategyConfiguration extends RestartStrategyConfiguration {
        public FallbackRestartStrategyConfiguration() {}

        @Override
        public String getDescription() {
            return "The restart strategy of the configuration.";
        }
    }

    /** A number of restarts. */
    public static final class FixedDelayRestartStrategyConfiguration extends RestartStrategyConfiguration {
        private final int attempts;
        private final Duration delay;

        private FixedDelayRestartStrategyConfiguration(int attempts, Duration delay) {
            if (attempts < 0) {
                throw new IllegalArgumentException("restart attempts must not be negative, were " + attempts);
            }
            this.attempts = attempts;
            this.delay = checked(delay, "restart delay");
        }

        public int getRestartAttempts() {
            return attempts;
        }

        public Duration getDurationBetweenAttempts() {
            return delay;
        }

        public Time getDelayBetweenAttemptsInterval() {
            return Time.fromDuration(delay);
        }

        @Override
        public String getDescription() {
            return "Restart " + attempts + " times, " + delay.toMillis() + " ms after each failure.";
        }
    }

    /** Restarts while failures are rare. */
    public static final class FailureRateRestartStrategyConfiguration extends RestartStrategyConfiguration {
        private final int maxFailureRate;
        private final Duration interval;
        private final Duration delay;

        public FailureRateRestartStrategyConfiguration(int maxFailureRate, Time failureInterval, Time delayInterval) {
            this(maxFailureRate, duration(failureInterval), duration(delayInterval));
        }

        public FailureRateRestartStrategyConfiguration(
                int maxFailureRate, Duration failureInterval, Duration durationBetweenAttempts) {
            if (maxFailureRate < 1) {
                throw new IllegalArgumentException("max failure rate must be at least 1, was " + maxFailureRate);
            }
            this.maxFailureRate = maxFailureRate;
            this.interval = checked(failureInterval, "failure interval");
            this.delay = checked(durationBetweenAttempts, "restart delay");
        }

        public int getMaxFailureRate() {
            return maxFailureRate;
        }

        public Duration getFailureIntervalDuration() {
            return interval;
        }

        public Time getFailureInterval() {
            return Time.fromDuration(interval);
        }

        public Duration getDurationBetweenAttempts() {
            return delay;
        }

        public Time getDelayBetweenAttemptsInterval() {
            return Time.fromDuration(delay);
        }

        @Override
        public String getDescription() {
            return "Restart " + delay.toMillis() + " ms after a failure unless more than " + maxFailureRate
                    + " come within " + interval.toMillis() + " ms.";
        }
    }

    /** Restarts for ever, ever later. */
    public static final class ExponentialDelayRestartStrategyConfiguration extends RestartStrategyConfiguration {
        private final Duration initialBackoff;
        private final Duration maxBackoff;
        private final double backoffMultiplier;
        private final Duration resetBackoffThreshold;
        private final double jitterFactor;

        public ExponentialDelayRestartStrategyConfiguration(
                Time initialBackoff,
                Time maxBackoff,
                double backoffMultiplier,
                Time resetBackoffThreshold,
                double jitterFactor) {
            this(
                    duration(initialBackoff),
                    duration(maxBackoff),
                    backoffMultiplier,
                    duration(resetBackoffThreshold),
                    jitterFactor);
        }

        public ExponentialDelayRestartStrategyConfiguration(
                Duration initialBackoff,
                Duration maxBackoff,
                double backoffMultiplier,
                Duration resetBackoffThreshold,
                double jitterFactor) {
            if (backoffMultiplier < 1) {
                throw new IllegalArgumentException("backoff multiplier must be at least 1, was " + backoffMultiplier);
            }
            if (jitterFactor < 0 || jitterFactor > 1) {
                throw new IllegalArgumentException("jitter factor must lie in 0..1, was " + jitterFactor);
            }
            this.initialBackoff = checked(initialBackoff, "initial backoff");
            this.maxBackoff = checked(maxBackoff, "max backoff");
            if (initialBackoff.compareTo(maxBackoff) > 0) {
                throw new IllegalArgumentException(
                        "initial backoff " + initialBackoff + " is longer than max backoff " + maxBackoff);
            }
            this.backoffMultiplier = backoffMultiplier;
            this.resetBackoffThreshold = checked(resetBackoffThreshold, "reset backoff threshold");
            this.jitterFactor = jitterFactor;
        }

        public Duration getInitialBackoffDuration() {
            return initialBackoff;
        }

        public Time getInitialBackoff() {
            return Time.fromDuration(initialBackoff);
        }

        public Duration getMaxBackoffDuration() {
            return maxBackoff;
        }

        public Time getMaxBackoff() {
            return Time.fromDuration(maxBackoff);
        }

        public double getBackoffMultiplier() {
            return backoffMultiplier;
        }

        public Duration getResetBackoffDurationThreshold() {
            return resetBackoffThreshold;
        }

        public Time getResetBackoffThreshold() {
            return Time.fromDuration(resetBackoffThreshold);
        }

        public double getJitterFactor() {
            return jitterFactor;
        }

        @Override
        public String getDescription() {
            return "Restart after delays from " + initialBackoff.toMillis() + " ms to " + maxBackoff.toMillis()
                    + " ms, each " + backoffMultiplier + " times the one before and up to " + jitterFactor
                    + " of it sooner or later, from the start again after " + resetBackoffThreshold.toMillis()
                    + " ms without a failure.";
        }
    }
}

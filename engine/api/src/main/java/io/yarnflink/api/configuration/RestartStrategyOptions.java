package io.yarnflink.api.configuration;

import java.time.Duration;
import java.util.List;

/** Options of what follows a failure. */
public final class RestartStrategyOptions {
    public static final ConfigOption<String> RESTART_STRATEGY = ConfigOptions.key("restart-strategy.type")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "What follows a failure: none, fixed-delay, failure-rate or exponential-delay. If it is not set, a"
                            + " job with checkpoints restarts with exponential delays, at once after the loss of a TaskManager.");

    public static final ConfigOption<Integer> RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS = ConfigOptions.key(
                    "restart-strategy.fixed-delay.attempts")
            .intType()
            .defaultValue(1)
            .withDescription("How many restarts there are with fixed-delay.");

    public static final ConfigOption<Duration> RESTART_STRATEGY_FIXED_DELAY_DELAY = ConfigOptions.key(
                    "restart-strategy.fixed-delay.delay")
            .durationType()
            .defaultValue(Duration.ofSeconds(1))
            .withDescription("How long after a failure a fixed-delay restart comes.");

    public static final ConfigOption<Integer> RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL =
            ConfigOptions.key("restart-strategy.failure-rate.max-failures-per-interval")
                    .intType()
                    .defaultValue(1)
                    .withDescription("How many failures of an interval failure-rate takes.");

    public static final ConfigOption<Duration> RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL = ConfigOptions.key(
                    "restart-strategy.failure-rate.failure-rate-interval")
            .durationType()
            .defaultValue(Duration.ofMinutes(1))
            .withDescription("The interval in which failure-rate counts.");

    public static final ConfigOption<Duration> RESTART_STRATEGY_FAILURE_RATE_DELAY = ConfigOptions.key(
                    "restart-strategy.failure-rate.delay")
            .durationType()
            .defaultValue(Duration.ofSeconds(1))
            .withDescription("How long after a failure a failure-rate restart comes.");

    public static final ConfigOption<Duration> RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF = ConfigOptions.key(
                    "restart-strategy.exponential-delay.initial-backoff")
            .durationType()
            .defaultValue(Duration.ofSeconds(1))
            .withDescription("How long after the first failure an exponential-delay restart comes.");

    public static final ConfigOption<Duration> RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF = ConfigOptions.key(
                    "restart-strategy.exponential-delay.max-backoff")
            .durationType()
            .defaultValue(Duration.ofMinutes(1))
            .withDescription("The longest exponential delay.");

    public static final ConfigOption<Double> RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER = ConfigOptions.key(
                    "restart-strategy.exponential-delay.backoff-multiplier")
            .doubleType()
            .defaultValue(1.5)
            .withDescription("By how much each exponential delay is longer than the one before.");

    public static final ConfigOption<Duration> RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD =
            ConfigOptions.key("restart-strategy.exponential-delay.reset-backoff-threshold")
                    .durationType()
                    .defaultValue(Duration.ofHours(1))
                    .withDescription("After so long without a failure delays begin from the start.");

    public static final ConfigOption<Double> RESTART_STRATEGY_EXPONENTIAL_DELAY_JITTER_FACTOR = ConfigOptions.key(
                    "restart-strategy.exponential-delay.jitter-factor")
            .doubleType()
            .defaultValue(0.1)
            .withDescription("The share of an exponential delay that is random, so that jobs do not restart in step.");

    static final List<ConfigOption<?>> ALL = List.of(
            RESTART_STRATEGY,
            RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS,
            RESTART_STRATEGY_FIXED_DELAY_DELAY,
            RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL,
            RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL,
            RESTART_STRATEGY_FAILURE_RATE_DELAY,
            RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
            RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
            RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER,
            RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
            RESTART_STRATEGY_EXPONENTIAL_DELAY_JITTER_FACTOR);

    private RestartStrategyOptions() {}
}

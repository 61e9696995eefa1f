package io.yarnflink.api.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.RestartStrategies.ExponentialDelayRestartStrategyConfiguration;
import io.yarnflink.api.common.RestartStrategies.FailureRateRestartStrategyConfiguration;
import io.yarnflink.api.common.RestartStrategies.FallbackRestartStrategyConfiguration;
import io.yarnflink.api.common.RestartStrategies.FixedDelayRestartStrategyConfiguration;
import io.yarnflink.api.common.RestartStrategies.NoRestartStrategyConfiguration;
import io.yarnflink.api.common.RestartStrategies.RestartStrategyConfiguration;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.RestartStrategyOptions;
import io.yarnflink.api.time.Time;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // Programs of release 1 give times in this form too.
class RestartStrategiesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void noRestartAndTheConfigurationsHaveNoSettings() {
        assertThat(RestartStrategies.noRestart())
                .isEqualTo(new NoRestartStrategyConfiguration())
                .hasSameHashCodeAs(new NoRestartStrategyConfiguration())
                .isNotEqualTo(RestartStrategies.fallBackRestart())
                .hasToString("No restart.");
        assertThat(new NoRestartStrategyConfiguration().getDescription()).isEqualTo("No restart.");
        FallbackRestartStrategyConfiguration fallback = new FallbackRestartStrategyConfiguration();
        assertThat(RestartStrategies.fallBackRestart()).isEqualTo(fallback).hasSameHashCodeAs(fallback);
        assertThat(fallback.getDescription()).contains("configuration");
    }

    @Test
    void everyStrategyCanBeWrittenAsOptions() {
        List.of(
                        RestartStrategies.noRestart(),
                        RestartStrategies.fixedDelayRestart(3, SECOND),
                        RestartStrategies.failureRateRestart(4, MINUTE, SECOND),
                        RestartStrategies.exponentialDelayRestart(SECOND, MINUTE, 2.5, MINUTE, 0.25))
                .forEach(strategy -> assertThat(
                                RestartStrategies.fromConfiguration(RestartStrategies.toConfiguration(strategy)))
                        .contains(strategy));
        assertThat(RestartStrategies.toConfiguration(RestartStrategies.fallBackRestart())
                        .toMap())
                .isEmpty();
    }

    @Test
    void fixedDelaysHaveANumberAndADelay() {
        RestartStrategyConfiguration any = RestartStrategies.fixedDelayRestart(3, 1000);
        FixedDelayRestartStrategyConfiguration fixed = (FixedDelayRestartStrategyConfiguration) any;
        assertThat(fixed.getRestartAttempts()).isEqualTo(3);
        assertThat(fixed.getDurationBetweenAttempts()).isEqualTo(SECOND);
        assertThat(fixed.getDelayBetweenAttemptsInterval()).isEqualTo(Time.seconds(1));
        assertThat(fixed.getDescription()).isEqualTo("Restart 3 times, 1000 ms after each failure.");
        assertThat(fixed)
                .isEqualTo(RestartStrategies.fixedDelayRestart(3, Time.seconds(1)))
                .hasSameHashCodeAs(RestartStrategies.fixedDelayRestart(3, SECOND));
        assertThat(fixed.equals(RestartStrategies.fixedDelayRestart(4, SECOND))).isFalse();
        assertThat(fixed.hashCode()).isEqualTo(any.hashCode());
        assertThatThrownBy(() -> RestartStrategies.fixedDelayRestart(-1, 5)).hasMessageContaining("were -1");
        assertThatThrownBy(() -> RestartStrategies.fixedDelayRestart(1, -5)).hasMessageContaining("restart delay");
    }

    @Test
    void failureRatesCountWithinAnInterval() {
        FailureRateRestartStrategyConfiguration rate = RestartStrategies.failureRateRestart(2, MINUTE, SECOND);
        assertThat(rate.getMaxFailureRate()).isEqualTo(2);
        assertThat(rate.getFailureIntervalDuration()).isEqualTo(MINUTE);
        assertThat(rate.getFailureInterval()).isEqualTo(Time.minutes(1));
        assertThat(rate.getDurationBetweenAttempts()).isEqualTo(SECOND);
        assertThat(rate.getDelayBetweenAttemptsInterval()).isEqualTo(Time.seconds(1));
        assertThat(rate.getDescription()).contains("more than 2 come within 60000 ms");
        assertThat(rate.equals(RestartStrategies.failureRateRestart(2, Time.minutes(1), Time.seconds(1))))
                .isTrue();
        assertThat(rate.hashCode())
                .isEqualTo(new FailureRateRestartStrategyConfiguration(2, Time.minutes(1), Time.seconds(1)).hashCode());
        assertThatThrownBy(() -> new FailureRateRestartStrategyConfiguration(0, MINUTE, SECOND))
                .hasMessageContaining("at least 1, was 0");
    }

    @Test
    void exponentialDelaysGrow() {
        ExponentialDelayRestartStrategyConfiguration growing =
                RestartStrategies.exponentialDelayRestart(SECOND, MINUTE, 2, Duration.ofHours(1), 0.25);
        assertThat(growing.getInitialBackoffDuration()).isEqualTo(SECOND);
        assertThat(growing.getInitialBackoff()).isEqualTo(Time.seconds(1));
        assertThat(growing.getMaxBackoffDuration()).isEqualTo(MINUTE);
        assertThat(growing.getMaxBackoff()).isEqualTo(Time.minutes(1));
        assertThat(growing.getBackoffMultiplier()).isEqualTo(2);
        assertThat(growing.getResetBackoffDurationThreshold()).isEqualTo(Duration.ofHours(1));
        assertThat(growing.getResetBackoffThreshold()).isEqualTo(Time.hours(1));
        assertThat(growing.getJitterFactor()).isEqualTo(0.25);
        assertThat(growing.getDescription()).contains("from 1000 ms to 60000 ms, each 2.0 times");
        assertThat(growing.equals(RestartStrategies.exponentialDelayRestart(
                        Time.seconds(1), Time.minutes(1), 2, Time.hours(1), 0.25)))
                .isTrue();
        assertThat(growing.hashCode())
                .isEqualTo(new ExponentialDelayRestartStrategyConfiguration(
                                Time.seconds(1), Time.minutes(1), 2, Time.hours(1), 0.25)
                        .hashCode());
        assertThatThrownBy(() ->
                        new ExponentialDelayRestartStrategyConfiguration(MINUTE, SECOND, 2, Duration.ofHours(1), 0.25))
                .hasMessageContaining("longer than max backoff");
        assertThatThrownBy(() -> RestartStrategies.exponentialDelayRestart(SECOND, MINUTE, 0.5, MINUTE, 0))
                .hasMessageContaining("at least 1, was 0.5");
        assertThatThrownBy(() -> RestartStrategies.exponentialDelayRestart(SECOND, MINUTE, 2, MINUTE, 2))
                .hasMessageContaining("0..1, was 2.0");
    }

    @Test
    void optionsNameAStrategy() {
        Configuration options = new Configuration();
        assertThat(RestartStrategies.fromConfiguration(options)).isEmpty();
        options.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
                .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 9);
        assertThat(RestartStrategies.fromConfiguration(options))
                .contains(RestartStrategies.fixedDelayRestart(9, SECOND));
        options.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        assertThat(RestartStrategies.fromConfiguration(options)).contains(RestartStrategies.noRestart());
        options.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        assertThat(RestartStrategies.fromConfiguration(options))
                .contains(RestartStrategies.exponentialDelayRestart(SECOND, MINUTE, 1.5, Duration.ofHours(1), 0.1));
        options.set(RestartStrategyOptions.RESTART_STRATEGY, "sometimes");
        assertThatThrownBy(() -> RestartStrategies.fromConfiguration(options))
                .hasMessageContaining("'sometimes' is not one of none, fixed-delay");
    }
}

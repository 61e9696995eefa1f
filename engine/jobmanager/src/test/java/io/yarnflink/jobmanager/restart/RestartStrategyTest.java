package io.yarnflink.jobmanager.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.configuration.Configuration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RestartStrategyTest {
    private static RestartStrategy of(String... settings) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        return RestartStrategy.from(Configuration.fromMap(map), new SplittableRandom(1));
    }

    private static Optional<Long> failed(RestartStrategy strategy, Duration at) {
        return strategy.failed(at.toNanos()).map(Duration::toMillis);
    }

    @Test
    void withoutCheckpointsNothingRestartsUnlessAskedFor() {
        assertThat(failed(of(), Duration.ZERO)).isEmpty();
        assertThat(failed(of("restart-strategy.type", "none"), Duration.ZERO)).isEmpty();
    }

    @Test
    void withCheckpointsAJobRestartsForEverEverLaterUpToABound() {
        RestartStrategy strategy = of(
                "execution.checkpointing.interval", "1 s", "restart-strategy.exponential-delay.jitter-factor", "0.0");
        List<Long> delays = IntStream.range(0, 14)
                .mapToObj(
                        failure -> failed(strategy, Duration.ofMinutes(failure)).orElseThrow())
                .toList();
        assertThat(delays).startsWith(1000L, 1500L, 2250L, 3375L).endsWith(60_000L, 60_000L);
    }

    @Test
    void aJobWithCheckpointsThatAsksForNoRestartGetsNone() {
        assertThat(failed(
                        of("execution.checkpointing.interval", "1 s", "restart-strategy.type", "none"), Duration.ZERO))
                .isEmpty();
    }

    @Test
    void aFixedDelayEndsAfterItsAttempts() {
        RestartStrategy strategy = of(
                "restart-strategy.type",
                "fixed-delay",
                "restart-strategy.fixed-delay.attempts",
                "2",
                "restart-strategy.fixed-delay.delay",
                "3 s");
        assertThat(failed(strategy, Duration.ZERO)).contains(3000L);
        assertThat(failed(strategy, Duration.ofHours(1))).contains(3000L);
        assertThat(failed(strategy, Duration.ofHours(2))).isEmpty();
        assertThat(strategy.exhausted()).isEqualTo("restart-strategy.fixed-delay.attempts is 2");
    }

    @Test
    void aFixedDelayRestartsOnceAfterASecondIfNothingElseIsSaid() {
        RestartStrategy strategy = of("restart-strategy.type", "fixed-delay");
        assertThat(failed(strategy, Duration.ZERO)).contains(1000L);
        assertThat(failed(strategy, Duration.ZERO)).isEmpty();
    }

    @Test
    void aFailureRateCountsTheFailuresOfItsInterval() {
        RestartStrategy strategy = of(
                "restart-strategy.type",
                "failure-rate",
                "restart-strategy.failure-rate.max-failures-per-interval",
                "2",
                "restart-strategy.failure-rate.failure-rate-interval",
                "10 s",
                "restart-strategy.failure-rate.delay",
                "500 ms");
        assertThat(failed(strategy, Duration.ofSeconds(0))).contains(500L);
        assertThat(failed(strategy, Duration.ofSeconds(9))).contains(500L);
        assertThat(failed(strategy, Duration.ofSeconds(18))).contains(500L);
        assertThat(failed(strategy, Duration.ofSeconds(19))).isEmpty();
    }

    @Test
    void exponentialDelaysBeginFromTheStartAfterAGoodTimeAndDifferALittle() {
        RestartStrategy strategy = of(
                "restart-strategy.type",
                "exponential-delay",
                "restart-strategy.exponential-delay.initial-backoff",
                "100 ms",
                "restart-strategy.exponential-delay.reset-backoff-threshold",
                "1 min",
                "restart-strategy.exponential-delay.backoff-multiplier",
                "2.0");
        assertThat(failed(strategy, Duration.ZERO).orElseThrow()).isBetween(90L, 110L);
        assertThat(failed(strategy, Duration.ofSeconds(10)).orElseThrow()).isBetween(180L, 220L);
        assertThat(failed(strategy, Duration.ofSeconds(80)).orElseThrow()).isBetween(90L, 110L);
    }
}

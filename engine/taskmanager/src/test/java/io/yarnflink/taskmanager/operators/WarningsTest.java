package io.yarnflink.taskmanager.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.eventtime.WatermarkGenerator;
import io.yarnflink.api.eventtime.WatermarkOutput;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.functions.async.AsyncFunction;
import io.yarnflink.api.functions.async.AsyncRetryStrategies;
import io.yarnflink.api.functions.async.AsyncRetryStrategy;
import io.yarnflink.api.functions.async.ResultFuture;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.taskmanager.testing.ChainHarness;
import io.yarnflink.taskmanager.testing.ManualClock;
import io.yarnflink.taskmanager.testing.Warnings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WarningsTest {
    private static @Nullable ManualClock clock;

    private final ChainHarness harness = new ChainHarness();

    @Test
    @SuppressWarnings("unchecked") // The strategy retries nothing, whatever its type.
    void aFunctionThatWaitsForItsAnswersIsWarnedOfOnceByTheOperatorsName() {
        clock = harness.clock;
        harness.reading(Types.LONG, false)
                .last(
                        "slow lookup",
                        new OperatorDescriptor.AsyncWait<>(
                                new Blocking(), Types.LONG, true, 0, 10, (AsyncRetryStrategy<Long>)
                                        AsyncRetryStrategies.NO_RETRY_STRATEGY),
                        Types.LONG);
        for (long i = 1; i <= 6; i++) {
            harness.send(i);
        }
        harness.end();
        harness.run();
        assertThat(harness.values()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(warnings(
                        "Operator 'slow lookup': asyncInvoke blocked the task for 150 ms, and not for the first time"))
                .hasSize(1);
    }

    @Test
    void aWatermarkThatGoesBackIsWarnedOfOnceByTheOperatorsName() {
        harness.reading(Types.LONG, false)
                .last(
                        "odd times",
                        new OperatorDescriptor.AssignTime<>(
                                WatermarkStrategy.<Long>forGenerator(context -> new EachRecord())
                                        .withTimestampAssigner((record, timestamp) -> record)),
                        Types.LONG);
        harness.send(100L);
        harness.send(90L);
        harness.send(80L);
        harness.send(110L);
        harness.run();
        assertThat(harness.emitted()).contains("W100", "W110").doesNotContain("W90", "W80");
        assertThat(warnings(
                        "Operator 'odd times': its watermark generator emitted 90 after 100. Watermarks never go back"))
                .hasSize(1);
        assertThat(warnings("Operator 'odd times': its watermark generator emitted 80"))
                .as("said once")
                .isEmpty();
    }

    private static List<String> warnings(String beginning) {
        return Warnings.seen().stream()
                .filter(warning -> warning.startsWith(beginning))
                .toList();
    }

    /** Answers at once, but takes its time. */
    private static final class Blocking implements AsyncFunction<Long, Long> {
        @Override
        public void asyncInvoke(Long input, ResultFuture<Long> resultFuture) {
            if (clock != null) {
                clock.advance(Duration.ofMillis(150));
            }
            resultFuture.complete(List.of(input));
        }
    }

    /** Takes each record for a watermark, as no generator should. */
    private static final class EachRecord implements WatermarkGenerator<Long> {
        @Override
        public void onEvent(Long event, long eventTimestamp, WatermarkOutput output) {
            output.emitWatermark(new Watermark(event));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }
}

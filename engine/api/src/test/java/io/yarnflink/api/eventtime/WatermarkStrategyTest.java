package io.yarnflink.api.eventtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.metrics.MetricGroup;
import io.yarnflink.api.time.RelativeClock;
import io.yarnflink.api.time.SystemClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatermarkStrategyTest {
    private final RecordedOutput output = new RecordedOutput();
    private final Surroundings surroundings = new Surroundings();

    /** Counts what generators and assigners ask for. */
    private static final class Surroundings
            implements WatermarkGeneratorSupplier.Context, TimestampAssignerSupplier.Context {
        private long millis;

        @Override
        public MetricGroup getMetricGroup() {
            throw new AssertionError("nothing here has metrics");
        }

        @Override
        public RelativeClock getInputActivityClock() {
            return new RelativeClock() {
                @Override
                public long relativeTimeMillis() {
                    return millis;
                }

                @Override
                public long relativeTimeNanos() {
                    return millis * 1_000_000;
                }
            };
        }
    }

    private void emit(WatermarkStrategy<String> strategy, String event) {
        TimestampAssigner<String> assigner = strategy.createTimestampAssigner(surroundings);
        WatermarkGenerator<String> generator = strategy.createWatermarkGenerator(surroundings);
        generator.onEvent(event, assigner.extractTimestamp(event, 50), output);
        generator.onPeriodicEmit(output);
    }

    @Test
    void aContextThatOnlyHasMetricsMeasuresIdlenessByTheMachinesClock() {
        WatermarkGeneratorSupplier.Context context = () -> new Surroundings().getMetricGroup();
        long before = SystemClock.INSTANCE.nanos();
        assertThat(context.getInputActivityClock().relativeTimeNanos()).isBetween(before, SystemClock.INSTANCE.nanos());
        assertThat(context.getInputActivityClock().relativeTimeMillis()).isGreaterThanOrEqualTo(before / 1_000_000);
    }

    @Test
    void strategiesMakeTheirGenerators() {
        emit(WatermarkStrategy.forMonotonousTimestamps(), "abc");
        emit(WatermarkStrategy.forBoundedOutOfOrderness(Duration.ofMillis(9)), "abc");
        emit(WatermarkStrategy.noWatermarks(), "abc");
        emit(WatermarkStrategy.forGenerator(context -> new AtEachEvent()), "abc");
        assertThat(output.emitted).containsExactly("W49", "W40", "W50");
        assertThatThrownBy(() -> WatermarkStrategy.forBoundedOutOfOrderness(Duration.ofMillis(-1)))
                .hasMessageContaining("maxOutOfOrderness must not be negative");
    }

    private static final class AtEachEvent implements WatermarkGenerator<String> {
        @Override
        public void onEvent(String event, long eventTimestamp, WatermarkOutput output) {
            output.emitWatermark(new Watermark(eventTimestamp));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }

    @Test
    void timestampsComeFromTheAssigner() {
        WatermarkStrategy<String> ascending = WatermarkStrategy.forMonotonousTimestamps();
        emit(ascending.withTimestampAssigner((event, old) -> old + event.length()), "abc");
        emit(ascending.withTimestampAssigner(context -> (event, old) -> event.length()), "abc");
        SerializableTimestampAssigner<String> length = (event, old) -> event.length();
        TimestampAssignerSupplier<String> supplier = TimestampAssignerSupplier.of(length);
        assertThat(supplier.createTimestampAssigner(surroundings)).isSameAs(length);
        emit(ascending.withTimestampAssigner(supplier), "abcd");
        emit(
                ascending.withTimestampAssigner(
                        new TimestampAssignerSupplier.SupplierFromSerializableTimestampAssigner<>(length)),
                "abcde");
        assertThat(output.emitted).containsExactly("W52", "W2", "W3", "W4");
    }

    @Test
    void aStrategyOfTheProgramsIsAGeneratorAndAnAssigner() {
        WatermarkStrategy<String> own = new WatermarkStrategy<>() {
            @Override
            public WatermarkGenerator<String> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
                return new AtEachEvent();
            }

            @Override
            public TimestampAssigner<String> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
                return (event, old) -> 8;
            }
        };
        emit(own, "abc");
        emit(own.withTimestampAssigner((event, old) -> 9), "abc");
        assertThat(output.emitted).containsExactly("W8", "W9");
    }

    @Test
    void idlenessKeepsTheAssignerAndWaitsForItsTimeout() {
        WatermarkStrategy<String> strategy = WatermarkStrategy.<String>forMonotonousTimestamps()
                .withTimestampAssigner((event, old) -> event.length())
                .withIdleness(Duration.ofSeconds(1));
        WatermarkGenerator<String> generator = strategy.createWatermarkGenerator(surroundings);
        generator.onPeriodicEmit(output);
        surroundings.millis = 1_000;
        generator.onPeriodicEmit(output);
        emit(strategy, "abc");
        assertThat(output.emitted).containsExactly("W" + Long.MIN_VALUE, "idle", "W2");
        assertThatThrownBy(() -> strategy.withIdleness(Duration.ZERO))
                .hasMessage("idleTimeout must be greater than zero, was PT0S");
    }

    @Test
    void alignmentNamesAGroupAndItsDrift() {
        WatermarkStrategy<String> strategy = WatermarkStrategy.forMonotonousTimestamps();
        assertThat(strategy.getAlignmentParameters()).isSameAs(WatermarkAlignmentParams.WATERMARK_ALIGNMENT_DISABLED);
        assertThat(strategy.getAlignmentParameters().isEnabled()).isFalse();
        WatermarkStrategy<String> aligned = strategy.withWatermarkAlignment("g", Duration.ofSeconds(20))
                .withTimestampAssigner((event, old) -> old)
                .withIdleness(Duration.ofSeconds(1));
        WatermarkAlignmentParams params = aligned.getAlignmentParameters();
        assertThat(params.isEnabled()).isTrue();
        assertThat(params.getWatermarkGroup()).isEqualTo("g");
        assertThat(params.getMaxAllowedWatermarkDrift()).isEqualTo(20_000);
        assertThat(params.getUpdateInterval()).isEqualTo(1_000);
        WatermarkStrategy<String> often =
                strategy.withWatermarkAlignment("h", Duration.ofSeconds(5), Duration.ofMillis(100));
        assertThat(often.getAlignmentParameters().getUpdateInterval()).isEqualTo(100);
        assertThat(new WatermarkAlignmentParams(7, "i", 3).getMaxAllowedWatermarkDrift())
                .isEqualTo(7);
    }

    @Test
    void anAlignmentThatMakesNoSenseIsRefused() {
        WatermarkStrategy<String> strategy = WatermarkStrategy.forMonotonousTimestamps();
        assertThatThrownBy(() -> strategy.withWatermarkAlignment("g", Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the watermark drift of group 'g' must not be negative, was -1 ms");
        assertThatThrownBy(() -> strategy.withWatermarkAlignment("g", Duration.ofSeconds(1), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the update interval of watermark group 'g' must be at least 1 ms, was 0 ms");
    }
}

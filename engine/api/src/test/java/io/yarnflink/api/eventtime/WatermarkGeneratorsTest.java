package io.yarnflink.api.eventtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.time.RelativeClock;
import io.yarnflink.api.time.SystemClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatermarkGeneratorsTest {
    private final RecordedOutput output = new RecordedOutput();
    private final StoppedClock clock = new StoppedClock();

    private static final class StoppedClock implements RelativeClock {
        private long millis;

        @Override
        public long relativeTimeMillis() {
            return millis;
        }

        @Override
        public long relativeTimeNanos() {
            return millis * 1_000_000;
        }
    }

    @Test
    void aBoundFollowsTheHighestTimestamp() {
        BoundedOutOfOrdernessWatermarks<String> generator = new BoundedOutOfOrdernessWatermarks<>(Duration.ofMillis(5));
        generator.onPeriodicEmit(output);
        generator.onEvent("a", 20, output);
        generator.onEvent("b", 10, output);
        generator.onPeriodicEmit(output);
        assertThat(output.emitted).containsExactly("W" + Long.MIN_VALUE, "W14");
        assertThatThrownBy(() -> new BoundedOutOfOrdernessWatermarks<>(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxOutOfOrderness must not be negative, was PT-0.001S");
    }

    @Test
    void ascendingTimestampsLetOneMoreRecordOfTheSameTimeCome() {
        AscendingTimestampsWatermarks<String> generator = new AscendingTimestampsWatermarks<>();
        generator.onEvent("a", 20, output);
        generator.onPeriodicEmit(output);
        assertThat(output.emitted).containsExactly("W19");
    }

    @Test
    void noWatermarksAreEmittedWithoutTime() {
        NoWatermarksGenerator<String> generator = new NoWatermarksGenerator<>();
        generator.onEvent("a", 20, output);
        generator.onPeriodicEmit(output);
        assertThat(output.emitted).isEmpty();
    }

    @Test
    void aQuietInputIsIdleUntilTheNextRecord() {
        WatermarksWithIdleness<String> generator =
                new WatermarksWithIdleness<>(new AscendingTimestampsWatermarks<>(), Duration.ofMillis(100), clock);
        generator.onEvent("a", 20, output);
        generator.onPeriodicEmit(output);
        clock.millis = 99;
        generator.onPeriodicEmit(output);
        clock.millis = 100;
        generator.onPeriodicEmit(output);
        clock.millis = 200;
        generator.onPeriodicEmit(output);
        generator.onEvent("b", 30, output);
        generator.onPeriodicEmit(output);
        assertThat(output.emitted).containsExactly("W19", "W19", "idle", "active", "W29");
        assertThatThrownBy(() -> new WatermarksWithIdleness<>(generator, Duration.ZERO, clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("idleTimeout must be greater than zero, was PT0S");
    }

    @Test
    @SuppressWarnings("deprecation") // Release 1's constructor is what is tested.
    void idlenessCanBeMeasuredOnTheMachinesClock() {
        WatermarksWithIdleness<String> patient =
                new WatermarksWithIdleness<>(new AscendingTimestampsWatermarks<>(), Duration.ofDays(1));
        patient.onEvent("a", 20, output);
        patient.onPeriodicEmit(output);
        WatermarksWithIdleness<String> impatient =
                new WatermarksWithIdleness<>(new AscendingTimestampsWatermarks<>(), Duration.ofNanos(1));
        impatient.onPeriodicEmit(output);
        assertThat(output.emitted).containsExactly("W19", "idle");
        RelativeClock machine = RelativeClock.of(SystemClock.INSTANCE);
        assertThat(machine.relativeTimeMillis()).isLessThanOrEqualTo(machine.relativeTimeNanos() / 1_000_000);
    }

    @Test
    void assignersKeepTheRecordsTimeOrTakeTheClocks() {
        assertThat(new RecordTimestampAssigner<String>().extractTimestamp("a", 7))
                .isEqualTo(7);
        assertThat(TimestampAssigner.NO_TIMESTAMP).isEqualTo(Long.MIN_VALUE);
        IngestionTimeAssigner<String> ingestion = new IngestionTimeAssigner<>();
        long first = ingestion.extractTimestamp("a", 7);
        assertThat(first).isGreaterThan(1_600_000_000_000L);
        assertThat(ingestion.extractTimestamp("b", 7)).isGreaterThanOrEqualTo(first);
    }

    @Test
    void watermarksAreEqualByTheirTime() {
        Watermark watermark = new Watermark(1_000);
        assertThat(watermark)
                .isEqualTo(new Watermark(1_000))
                .hasSameHashCodeAs(new Watermark(1_000))
                .isNotEqualTo(Watermark.MAX_WATERMARK)
                .hasToString("Watermark @ 1000 (1970-01-01T00:00:01Z)");
        assertThat(watermark.getTimestamp()).isEqualTo(1_000);
        assertThat(watermark.getFormattedTimestamp()).isEqualTo("1970-01-01T00:00:01Z");
        assertThat(Watermark.MAX_WATERMARK.getTimestamp()).isEqualTo(Long.MAX_VALUE);
        assertThat(Watermark.UNINITIALIZED.getTimestamp()).isEqualTo(Long.MIN_VALUE);
    }
}

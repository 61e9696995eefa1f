package io.yarnflink.api.eventtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.functions.AssignerWithPeriodicWatermarks;
import io.yarnflink.api.functions.AssignerWithPunctuatedWatermarks;
import io.yarnflink.api.functions.timestamps.AscendingTimestampExtractor;
import io.yarnflink.api.functions.timestamps.BoundedOutOfOrdernessTimestampExtractor;
import io.yarnflink.api.metrics.MetricGroup;
import io.yarnflink.api.windowing.time.Time;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // Release 1's assigners are what is tested.
class ReleaseOneAssignersTest {
    private final RecordedOutput output = new RecordedOutput();

    /** The record's length is its time. */
    private static final class Ascending extends AscendingTimestampExtractor<String> {
        @Override
        public long extractAscendingTimestamp(String element) {
            return element.length();
        }
    }

    private static void feed(WatermarkStrategy<String> strategy, RecordedOutput output, String... events) {
        TimestampAssigner<String> assigner = strategy.createTimestampAssigner(() -> {
            throw new AssertionError("nothing here has metrics");
        });
        WatermarkGenerator<String> generator =
                strategy.createWatermarkGenerator(ReleaseOneAssignersTest::nothingHasMetrics);
        for (String event : events) {
            generator.onEvent(event, assigner.extractTimestamp(event, 50), output);
        }
        generator.onPeriodicEmit(output);
    }

    private static MetricGroup nothingHasMetrics() {
        throw new AssertionError("nothing here has metrics");
    }

    @Test
    void periodicAssignersAreAskedNowAndThen() {
        feed(AssignerStrategies.of(new Ascending()), output, "a", "abc");
        feed(
                AssignerStrategies.of(new BoundedOutOfOrdernessTimestampExtractor<String>(Time.milliseconds(2)) {
                    @Override
                    public long extractTimestamp(String element) {
                        return element.length();
                    }
                }),
                output,
                "abcdefg",
                "ab");
        feed(
                AssignerStrategies.of(new AssignerWithPeriodicWatermarks<String>() {
                    @Override
                    public @Nullable Watermark getCurrentWatermark() {
                        return null;
                    }

                    @Override
                    public long extractTimestamp(String element, long recordTimestamp) {
                        return 1;
                    }
                }),
                output,
                "a");
        assertThat(output.emitted).containsExactly("W2", "W5");
    }

    @Test
    void punctuatedAssignersAreAskedAtEachRecord() {
        feed(
                AssignerStrategies.of(new AssignerWithPunctuatedWatermarks<String>() {
                    @Override
                    public @Nullable Watermark checkAndGetNextWatermark(String lastElement, long extractedTimestamp) {
                        return lastElement.startsWith("!") ? new Watermark(extractedTimestamp) : null;
                    }

                    @Override
                    public long extractTimestamp(String element, long recordTimestamp) {
                        return element.length() + recordTimestamp;
                    }
                }),
                output,
                "a",
                "!ab",
                "abc");
        assertThat(output.emitted).containsExactly("W53");
    }

    @Test
    void aBoundedExtractorKeepsItsDistance() {
        BoundedOutOfOrdernessTimestampExtractor<Long> extractor =
                new BoundedOutOfOrdernessTimestampExtractor<>(Time.seconds(1)) {
                    @Override
                    public long extractTimestamp(Long element) {
                        return element;
                    }
                };
        assertThat(extractor.getMaxOutOfOrdernessInMillis()).isEqualTo(1_000);
        assertThat(extractor.getCurrentWatermark()).isEqualTo(Watermark.UNINITIALIZED);
        assertThat(extractor.extractTimestamp(5_000L, 0)).isEqualTo(5_000);
        assertThat(extractor.extractTimestamp(4_000L, 0)).isEqualTo(4_000);
        assertThat(extractor.getCurrentWatermark()).isEqualTo(new Watermark(4_000));
        assertThatThrownBy(() -> new BoundedOutOfOrdernessTimestampExtractor<Long>(Time.seconds(-1)) {
                    @Override
                    public long extractTimestamp(Long element) {
                        return element;
                    }
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxOutOfOrderness must not be negative, was -1000 ms");
    }

    @Test
    void anAscendingExtractorTellsItsHandlerOfTimestampsThatGoBack() {
        List<String> violations = new ArrayList<>();
        AscendingTimestampExtractor<String> extractor = new Ascending();
        assertThat(extractor.getCurrentWatermark()).isEqualTo(Watermark.UNINITIALIZED);
        assertThat(extractor.extractTimestamp("abc", 0)).isEqualTo(3);
        assertThat(extractor.extractTimestamp("a", 0))
                .as("the default writes a log line")
                .isEqualTo(1);
        extractor.withViolationHandler((element, last) -> violations.add(element + " after " + last));
        assertThat(extractor.extractTimestamp("ab", 0)).isEqualTo(2);
        assertThat(violations).containsExactly("2 after 3");
        assertThat(extractor.getCurrentWatermark()).isEqualTo(new Watermark(2));
    }

    @Test
    void violationsCanBeIgnoredLoggedOrFailTheJob() {
        AscendingTimestampExtractor.MonotonyViolationHandler ignoring =
                new AscendingTimestampExtractor.IgnoringHandler();
        ignoring.handleViolation(1, 2);
        new AscendingTimestampExtractor.IgnoringHandler().handleViolation(1, 2);
        new AscendingTimestampExtractor.LoggingHandler().handleViolation(1, 2);
        assertThatThrownBy(() -> new AscendingTimestampExtractor.FailingHandler().handleViolation(1, 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1 came after 2");
    }

    @Test
    void theExtractorHasTwoNames() {
        class Older extends io.yarnflink.api.functions.AscendingTimestampExtractor<Long> {
            @Override
            public long extractAscendingTimestamp(Long element) {
                return element;
            }
        }
        assertThat(new Older().extractTimestamp(4L, 0)).isEqualTo(4);
        assertThat(new Older().withViolationHandler(new AscendingTimestampExtractor.FailingHandler()))
                .isInstanceOf(Older.class);
    }
}

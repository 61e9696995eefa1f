package io.yarnflink.testkit.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.eventtime.WatermarkGenerator;
import io.yarnflink.api.eventtime.WatermarkOutput;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.functions.co.CoMapFunction;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Timestamps, watermarks of generators, and idleness. */
@SuppressWarnings({"NullAway", "SameNameButDifferent"
}) // Functions have a Context each, and know what their state holds.
class AssignTimeTest {
    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    private OneInputStreamOperatorTestHarness<Long, Long> open(WatermarkStrategy<Long> strategy) throws Exception {
        OneInputStreamOperatorTestHarness<Long, Long> harness =
                OneInputStreamOperatorTestHarness.of(env.fromData(0L).assignTimestampsAndWatermarks(strategy));
        harness.getExecutionConfig().setAutoWatermarkInterval(200);
        harness.open();
        return harness;
    }

    private static StreamRecord<Long> timed(long value) {
        return new StreamRecord<>(value, value);
    }

    @Test
    void monotonousTimestampsHaveTheirWatermarkOneBehindAtEachInterval() throws Exception {
        try (var harness =
                open(WatermarkStrategy.<Long>forMonotonousTimestamps().withTimestampAssigner((value, old) -> value))) {
            harness.setProcessingTime(200);
            harness.processElement(10L);
            harness.processElement(20L, 3);
            harness.setProcessingTime(399);
            harness.setProcessingTime(400);
            harness.setProcessingTime(600);
            harness.processElement(15L);
            harness.setProcessingTime(800);
            assertThat(harness.getOutput()).containsExactly(timed(10), timed(20), new Watermark(19), timed(15));
        }
    }

    @Test
    void outOfOrderTimestampsLeaveRoomForTheLate() throws Exception {
        try (var harness = open(WatermarkStrategy.<Long>forBoundedOutOfOrderness(Duration.ofMillis(5))
                .withTimestampAssigner((value, old) -> value))) {
            harness.processElement(30L);
            harness.processElement(28L);
            harness.setProcessingTime(200);
            harness.processElement(29L);
            harness.setProcessingTime(400);
            harness.processElement(40L);
            harness.setProcessingTime(600);
            assertThat(harness.getOutput())
                    .containsExactly(timed(30), timed(28), new Watermark(24), timed(29), timed(40), new Watermark(34));
        }
    }

    @Test
    void assignersSeeTheTimestampThatTheRecordHasAlready() throws Exception {
        try (var harness =
                open(WatermarkStrategy.<Long>noWatermarks().withTimestampAssigner((value, old) -> old + 1))) {
            harness.processElement(1L, 10);
            harness.setProcessingTime(1000);
            assertThat(harness.getOutput()).containsExactly(new StreamRecord<>(1L, 11));
        }
    }

    /** A watermark at each even value, backwards too. */
    private static final class Punctuated implements WatermarkGenerator<Long> {
        @Override
        public void onEvent(Long event, long eventTimestamp, WatermarkOutput output) {
            if (event % 2 == 0) {
                output.emitWatermark(new Watermark(event));
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }

    @Test
    void generatorsMayEmitAtRecordsAndWatermarksNeverGoBack() throws Exception {
        try (var harness = open(WatermarkStrategy.<Long>forGenerator(context -> new Punctuated())
                .withTimestampAssigner((value, old) -> value))) {
            harness.processElement(5L);
            harness.processElement(8L);
            harness.processElement(4L);
            harness.processElement(8L);
            harness.processElement(10L);
            assertThat(harness.getOutput())
                    .containsExactly(
                            timed(5), timed(8), new Watermark(8), timed(4), timed(8), timed(10), new Watermark(10));
        }
    }

    @Test
    void watermarksFromBeforeAreReplacedButTheFinalOneIsKept() throws Exception {
        try (var harness =
                open(WatermarkStrategy.<Long>forMonotonousTimestamps().withTimestampAssigner((value, old) -> value))) {
            harness.processWatermark(50);
            harness.processWatermarkStatus(WatermarkStatus.IDLE);
            harness.processElement(10L);
            harness.processWatermark(Long.MAX_VALUE);
            assertThat(harness.getOutput()).containsExactly(timed(10), Watermark.MAX_WATERMARK);
        }
    }

    @Test
    void anInputWithoutRecordsForAWhileIsIdleUntilTheNextOne() throws Exception {
        try (var harness = open(WatermarkStrategy.<Long>forMonotonousTimestamps()
                .withTimestampAssigner((value, old) -> value)
                .withIdleness(Duration.ofMillis(500)))) {
            harness.processElement(10L);
            for (long time = 200; time <= 1400; time += 200) {
                harness.setProcessingTime(time);
            }
            harness.processElement(20L);
            harness.setProcessingTime(1600);
            assertThat(harness.getOutput())
                    .containsExactly(
                            timed(10),
                            new Watermark(9),
                            WatermarkStatus.IDLE,
                            timed(20),
                            WatermarkStatus.ACTIVE,
                            new Watermark(19));
        }
    }

    @Test
    void anIdleInputDoesNotHoldTheOtherBack() throws Exception {
        DataStream<String> stream = env.fromData("")
                .connect(env.fromData(""))
                .map(new CoMapFunction<String, String, String>() {
                    @Override
                    public String map1(String value) {
                        return value;
                    }

                    @Override
                    public String map2(String value) {
                        return value;
                    }
                });
        try (var harness = TwoInputStreamOperatorTestHarness.<String, String, String>of(stream)) {
            harness.open();
            harness.processWatermark1(new Watermark(10));
            harness.processWatermarkStatus2(WatermarkStatus.IDLE);
            harness.processWatermark1(new Watermark(20));
            harness.processWatermarkStatus1(WatermarkStatus.IDLE);
            harness.processWatermarkStatus2(WatermarkStatus.ACTIVE);
            harness.processWatermark2(new Watermark(15));
            harness.processWatermark2(new Watermark(25));
            assertThat(harness.getOutput())
                    .containsExactly(
                            new Watermark(10),
                            new Watermark(20),
                            WatermarkStatus.IDLE,
                            WatermarkStatus.ACTIVE,
                            new Watermark(25));
        }
    }

    @Test
    void timestampsAndWatermarksDoNotDependOnRestores() throws Exception {
        OperatorVerification.verify(env.fromData(0L)
                        .assignTimestampsAndWatermarks(WatermarkStrategy.<Long>forMonotonousTimestamps()
                                .withTimestampAssigner((value, old) -> value * 10)))
                .inputs(1L, 2L)
                .processingTime(500)
                .input(3L)
                .end()
                .expectRecords(
                        List.of(new StreamRecord<>(1L, 10), new StreamRecord<>(2L, 20), new StreamRecord<>(3L, 30)))
                .run();
    }
}

package io.yarnflink.testkit.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.datastream.KeyedStream;
import io.yarnflink.api.datastream.WindowedStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.windowing.ProcessWindowFunction;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.TypeHint;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.windowing.assigners.EventTimeSessionWindows;
import io.yarnflink.api.windowing.assigners.GlobalWindows;
import io.yarnflink.api.windowing.assigners.SlidingEventTimeWindows;
import io.yarnflink.api.windowing.assigners.TumblingEventTimeWindows;
import io.yarnflink.api.windowing.assigners.TumblingProcessingTimeWindows;
import io.yarnflink.api.windowing.evictors.CountEvictor;
import io.yarnflink.api.windowing.evictors.DeltaEvictor;
import io.yarnflink.api.windowing.evictors.TimeEvictor;
import io.yarnflink.api.windowing.triggers.ContinuousEventTimeTrigger;
import io.yarnflink.api.windowing.triggers.ContinuousProcessingTimeTrigger;
import io.yarnflink.api.windowing.triggers.CountTrigger;
import io.yarnflink.api.windowing.triggers.DeltaTrigger;
import io.yarnflink.api.windowing.triggers.EventTimeTrigger;
import io.yarnflink.api.windowing.triggers.ProcessingTimeTrigger;
import io.yarnflink.api.windowing.triggers.PurgingTrigger;
import io.yarnflink.api.windowing.windows.TimeWindow;
import io.yarnflink.api.windowing.windows.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Triggers, evictors, lateness and the state of windows. */
@SuppressWarnings("NullAway") // Functions know when their state has a value.
class TriggersTest {
    private static final OutputTag<Tuple2<String, Long>> LATE =
            new OutputTag<>("late", Types.TUPLE(Types.STRING, Types.LONG)) {};

    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    private KeyedStream<Tuple2<String, Long>, String> keyed() {
        return env.fromData(Tuple2.of("", 0L)).keyBy(event -> event.f0);
    }

    private WindowedStream<Tuple2<String, Long>, String, TimeWindow> tens() {
        return keyed().window(TumblingEventTimeWindows.of(Duration.ofMillis(10)));
    }

    /** Tells the key and the values in their order. */
    private static final class Values<W extends Window>
            extends ProcessWindowFunction<Tuple2<String, Long>, String, String, W> {
        @Override
        public void process(
                String key, Context context, Iterable<Tuple2<String, Long>> elements, Collector<String> out) {
            List<Long> values = new ArrayList<>();
            elements.forEach(element -> values.add(element.f1));
            out.collect(key + values);
        }
    }

    private static OperatorVerification<String> numbers(DataStream<String> stream, long... timestamps) {
        OperatorVerification<String> verification = OperatorVerification.verify(stream);
        for (long timestamp : timestamps) {
            verification.input(Tuple2.of("a", timestamp), timestamp);
        }
        return verification;
    }

    @Test
    void countWindowsFireWhenFullWithTheLastTimestampOfAll() throws Exception {
        OperatorVerification.verify(keyed().countWindow(2).sum(1))
                .input(Tuple2.of("a", 1L), 1)
                .input(Tuple2.of("b", 2L), 2)
                .input(Tuple2.of("a", 3L), 3)
                .input(Tuple2.of("a", 4L), 4)
                .end()
                .expectRecords(List.of(new StreamRecord<>(Tuple2.of("a", 4L), Long.MAX_VALUE)))
                .run();
    }

    @Test
    void slidingCountWindowsKeepTheLastRecords() throws Exception {
        numbers(keyed().countWindow(3, 2).process(new Values<>()), 1, 2, 3, 4, 5, 6, 7)
                .end()
                .expect("a[1, 2]", "a[2, 3, 4]", "a[4, 5, 6]")
                .run();
    }

    @Test
    void sumsOfSlidingCountWindowsLeaveTheRecordsAsTheyCame() throws Exception {
        OperatorVerification.verify(keyed().countWindow(3, 2).sum(1))
                .input(Tuple2.of("a", 1L), 1)
                .input(Tuple2.of("a", 2L), 2)
                .input(Tuple2.of("a", 3L), 3)
                .input(Tuple2.of("a", 4L), 4)
                .end()
                .expect(Tuple2.of("a", 3L), Tuple2.of("a", 9L))
                .run();
    }

    @Test
    void aCountTriggerOnWindowsOfTimeKeepsTheContentsAndLeavesTheRestUnfired() throws Exception {
        numbers(tens().trigger(CountTrigger.of(2)).process(new Values<>()), 1, 2, 3, 4, 5, 12)
                .end()
                .expect("a[1, 2]", "a[1, 2, 3, 4]")
                .run();
        numbers(tens().trigger(PurgingTrigger.of(CountTrigger.of(2))).process(new Values<>()), 1, 2, 3, 4, 5, 12)
                .end()
                .expect("a[1, 2]", "a[3, 4]")
                .run();
    }

    @Test
    void aCountTriggerCountsOnAcrossMergingSessions() throws Exception {
        numbers(
                        keyed().window(EventTimeSessionWindows.withGap(Duration.ofMillis(10)))
                                .trigger(CountTrigger.of(3))
                                .process(new Values<>()),
                        1,
                        20,
                        10)
                .end()
                .expect("a[1, 20, 10]")
                .run();
    }

    @Test
    void deltaTriggersFireAtRecordsFarFromTheLastThatFired() throws Exception {
        DataStream<String> stream = keyed().window(GlobalWindows.create())
                .trigger(DeltaTrigger.of(
                        5.0,
                        (one, other) -> other.f1 - one.f1,
                        TypeInformation.of(new TypeHint<Tuple2<String, Long>>() {})
                                .createSerializer(new ExecutionConfig())))
                .process(new Values<>());
        numbers(stream, 1, 4, 6, 7, 12, 13, 14)
                .end()
                .expect("a[1, 4, 6, 7]", "a[1, 4, 6, 7, 12, 13]")
                .run();
    }

    @Test
    void continuousTriggersOfEventTimeFireAtIntervalsAndAtTheEnd() throws Exception {
        DataStream<String> stream = keyed().window(TumblingEventTimeWindows.of(Duration.ofMillis(40)))
                .trigger(ContinuousEventTimeTrigger.of(Duration.ofMillis(10)))
                .process(new Values<>());
        OperatorVerification.verify(stream)
                .input(Tuple2.of("a", 3L), 3)
                .watermark(9)
                .watermark(10)
                .input(Tuple2.of("a", 15L), 15)
                .watermark(20)
                .watermark(39)
                .expect("a[3]", "a[3, 15]", "a[3, 15]", "a[3, 15]")
                .run();
    }

    @Test
    void continuousTriggersOfProcessingTimeFireAtIntervalsOfTheClock() throws Exception {
        DataStream<String> stream = keyed().window(TumblingProcessingTimeWindows.of(Duration.ofMillis(30)))
                .trigger(ContinuousProcessingTimeTrigger.of(Duration.ofMillis(10)))
                .process(new Values<>());
        OperatorVerification.verify(stream)
                .processingTime(33)
                .input(Tuple2.of("a", 1L))
                .processingTime(40)
                .input(Tuple2.of("a", 2L))
                .processingTime(50)
                .processingTime(59)
                .processingTime(100)
                .expect("a[1]", "a[1, 2]", "a[1, 2]")
                .run();
    }

    @Test
    void processingTimeTriggersWorkOnWindowsOfEventTime() throws Exception {
        OperatorVerification.verify(
                        tens().trigger(ProcessingTimeTrigger.create()).process(new Values<>()))
                .input(Tuple2.of("a", 1L), 1)
                .input(Tuple2.of("a", 2L), 2)
                .processingTime(9)
                .watermark(9)
                .expect("a[1, 2]")
                .run();
    }

    @Test
    void eventTimeTriggersFireOnWatermarksForGlobalWindowsNeverByThemselves() throws Exception {
        numbers(keyed().window(GlobalWindows.create()).process(new Values<>()), 1, 2, 3)
                .end()
                .expect()
                .run();
        numbers(keyed().window(GlobalWindows.createWithEndOfStreamTrigger()).process(new Values<>()), 1, 2, 3)
                .end()
                .expect("a[1, 2, 3]")
                .run();
    }

    @Test
    void evictorsLeaveOutRecordsBeforeOrAfterTheFunction() throws Exception {
        numbers(tens().evictor(CountEvictor.of(2)).process(new Values<>()), 1, 2, 3)
                .end()
                .expect("a[2, 3]")
                .run();
        numbers(
                        tens().trigger(CountTrigger.of(2))
                                .evictor(CountEvictor.of(1, true))
                                .process(new Values<>()),
                        1,
                        2,
                        3,
                        4)
                .end()
                .expect("a[1, 2]", "a[2, 3, 4]")
                .run();
        numbers(tens().evictor(TimeEvictor.of(Duration.ofMillis(3))).process(new Values<>()), 1, 5, 8, 6)
                .end()
                .expect("a[8, 6]")
                .run();
        numbers(
                        tens().trigger(CountTrigger.of(2))
                                .evictor(TimeEvictor.of(Duration.ofMillis(2), true))
                                .process(new Values<>()),
                        1,
                        5,
                        6,
                        7)
                .end()
                .expect("a[1, 5]", "a[5, 6, 7]")
                .run();
        numbers(
                        tens().evictor(DeltaEvictor.of(3.0, (one, other) -> other.f1 - one.f1))
                                .process(new Values<>()),
                        1,
                        4,
                        5,
                        7)
                .end()
                .expect("a[5, 7]")
                .run();
        numbers(
                        tens().trigger(CountTrigger.of(2))
                                .evictor(DeltaEvictor.of(3.0, (one, other) -> other.f1 - one.f1, true))
                                .process(new Values<>()),
                        1,
                        4,
                        5,
                        7)
                .end()
                .expect("a[1, 4]", "a[4, 5, 7]")
                .run();
    }

    @Test
    void evictorsWorkWithReductionsAndSessions() throws Exception {
        OperatorVerification.verify(keyed().window(EventTimeSessionWindows.withGap(Duration.ofMillis(10)))
                        .evictor(CountEvictor.of(2))
                        .sum(1))
                .input(Tuple2.of("a", 1L), 1)
                .input(Tuple2.of("a", 15L), 15)
                .input(Tuple2.of("a", 8L), 8)
                .end()
                .expect(Tuple2.of("a", 23L))
                .run();
    }

    @Test
    void lateRecordsFireTheirWindowAgainUntilTheAllowedLatenessIsOver() throws Exception {
        DataStream<String> stream = tens().allowedLateness(Duration.ofMillis(5))
                .sideOutputLateData(LATE)
                .process(new Values<>());
        OperatorVerification.verify(stream)
                .input(Tuple2.of("a", 1L), 1)
                .watermark(9)
                .input(Tuple2.of("a", 2L), 2)
                .watermark(13)
                .input(Tuple2.of("a", 3L), 3)
                .watermark(14)
                .input(Tuple2.of("a", 4L), 4)
                .input(Tuple2.of("a", 17L), 17)
                .end()
                .expect("a[1]", "a[1, 2]", "a[1, 2, 3]", "a[17]")
                .expectSide(LATE, List.of(Tuple2.of("a", 4L)))
                .run();
    }

    @Test
    void lateFiringsOfAPurgingTriggerHoldOnlyTheLateRecords() throws Exception {
        DataStream<String> stream = tens().allowedLateness(Duration.ofMillis(5))
                .trigger(PurgingTrigger.of(EventTimeTrigger.create()))
                .process(new Values<>());
        OperatorVerification.verify(stream)
                .input(Tuple2.of("a", 1L), 1)
                .watermark(9)
                .input(Tuple2.of("a", 2L), 2)
                .input(Tuple2.of("a", 3L), 3)
                .watermark(20)
                .expect("a[1]", "a[2]", "a[3]")
                .run();
    }

    /** Counts firings in the window's own state and in the key's, under one name. */
    private static final class Firings extends ProcessWindowFunction<Tuple2<String, Long>, String, String, TimeWindow> {
        private static final ValueStateDescriptor<Integer> COUNT = new ValueStateDescriptor<>("count", Types.INT);

        @Override
        public void process(String key, Context context, Iterable<Tuple2<String, Long>> elements, Collector<String> out)
                throws Exception {
            ValueState<Integer> ofWindow = context.windowState().getState(COUNT);
            ValueState<Integer> ofKey = context.globalState().getState(COUNT);
            ofWindow.update(ofWindow.value() == null ? 1 : ofWindow.value() + 1);
            ofKey.update(ofKey.value() == null ? 1 : ofKey.value() + 1);
            out.collect(context.window().getStart() + ": " + ofWindow.value() + " " + ofKey.value());
        }

        @Override
        public void clear(Context context) throws Exception {
            context.windowState().getState(COUNT).clear();
        }
    }

    @Test
    void theStateOfAWindowAndThatOfItsKeyAreTwoThoughTheyShareAName() throws Exception {
        OperatorVerification.verify(
                        tens().allowedLateness(Duration.ofMillis(10)).process(new Firings()))
                .input(Tuple2.of("a", 1L), 1)
                .input(Tuple2.of("a", 11L), 11)
                .watermark(9)
                .input(Tuple2.of("a", 2L), 2)
                .watermark(19)
                .end()
                .expect("0: 1 1", "0: 2 2", "10: 1 3")
                .run();
    }

    @Test
    void windowsThatMergeHaveNoStateOfTheirOwnAndSayWhereToKeepIt() {
        OperatorVerification<String> verification = OperatorVerification.verify(
                        keyed().window(EventTimeSessionWindows.withGap(Duration.ofMillis(10)))
                                .process(new Firings()))
                .input(Tuple2.of("a", 1L), 1)
                .end()
                .expect("0: 1 1");
        assertThatThrownBy(verification::run)
                .hasRootCauseInstanceOf(UnsupportedOperationException.class)
                .hasStackTraceContaining("such as sessions, have no state of their own: use globalState()");
    }

    @Test
    void nothingOfAWindowIsLeftWhenItIsOver() throws Exception {
        for (DataStream<String> stream : List.of(
                tens().allowedLateness(Duration.ofMillis(10)).process(new Firings()),
                keyed().window(EventTimeSessionWindows.withGap(Duration.ofMillis(5)))
                        .trigger(ContinuousEventTimeTrigger.of(Duration.ofMillis(3)))
                        .process(new Values<>()),
                keyed().window(SlidingEventTimeWindows.of(Duration.ofMillis(20), Duration.ofMillis(5)))
                        .trigger(CountTrigger.of(2))
                        .evictor(CountEvictor.of(1))
                        .process(new Values<>()))) {
            try (var harness = OneInputStreamOperatorTestHarness.<Tuple2<String, Long>, String>of(stream)) {
                harness.open();
                for (long timestamp : new long[] {1, 4, 9, 3, 12}) {
                    harness.processElement(Tuple2.of("a", timestamp), timestamp);
                    harness.processElement(Tuple2.of("b", timestamp), timestamp);
                }
                assertThat(harness.numEventTimeTimers()).isPositive();
                harness.processWatermark(100);
                assertThat(harness.numEventTimeTimers()).isZero();
                assertThat(harness.numProcessingTimeTimers()).isZero();
                // What remains is the state of the keys alone, which the functions own.
                assertThat(harness.numKeyedStateEntries()).isLessThanOrEqualTo(2);
            }
        }
    }
}

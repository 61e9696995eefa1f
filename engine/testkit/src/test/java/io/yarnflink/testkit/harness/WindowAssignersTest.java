package io.yarnflink.testkit.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.datastream.KeyedStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.AggregateFunction;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.windowing.ProcessWindowFunction;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.windowing.assigners.EventTimeSessionWindows;
import io.yarnflink.api.windowing.assigners.ProcessingTimeSessionWindows;
import io.yarnflink.api.windowing.assigners.SlidingEventTimeWindows;
import io.yarnflink.api.windowing.assigners.SlidingProcessingTimeWindows;
import io.yarnflink.api.windowing.assigners.TumblingEventTimeWindows;
import io.yarnflink.api.windowing.assigners.TumblingProcessingTimeWindows;
import io.yarnflink.api.windowing.windows.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** Windows of each kind against what they are by definition, with records in any order before the watermark. */
@SuppressWarnings({"NullAway", "SameNameButDifferent"
}) // Functions have a Context each, and know what their state holds.
class WindowAssignersTest {
    private static final OutputTag<Tuple2<String, Long>> LATE =
            new OutputTag<>("late", Types.TUPLE(Types.STRING, Types.LONG)) {};

    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    private KeyedStream<Tuple2<String, Long>, String> keyed() {
        return env.fromData(Tuple2.of("", 0L)).keyBy(event -> event.f0);
    }

    /** Tells the window, the key and the sorted timestamps of its records. */
    private static final class Contents
            extends ProcessWindowFunction<Tuple2<String, Long>, String, String, TimeWindow> {
        @Override
        public void process(
                String key, Context context, Iterable<Tuple2<String, Long>> elements, Collector<String> out) {
            List<Long> timestamps = new ArrayList<>();
            elements.forEach(element -> timestamps.add(element.f1));
            Collections.sort(timestamps);
            out.collect(line(key, context.window().getStart(), context.window().getEnd(), timestamps));
        }
    }

    private static String line(String key, long start, long end, List<Long> timestamps) {
        return key + " " + start + ".." + end + " " + timestamps;
    }

    /** Records whose timestamps jump by up to 10, each after the watermark 10 behind it. */
    private static List<Tuple2<String, Long>> events() {
        List<Tuple2<String, Long>> events = new ArrayList<>();
        Random random = new Random(11);
        for (int i = 0; i < 60; i++) {
            events.add(Tuple2.of("k" + random.nextInt(3), 4L * i - 100 + random.nextInt(10)));
        }
        return events;
    }

    private static void verify(DataStream<String> stream, List<String> expected) throws Exception {
        OperatorVerification<String> verification = OperatorVerification.verify(stream);
        long i = 0;
        for (Tuple2<String, Long> event : events()) {
            verification.input(event, event.f1);
            verification.watermark(4 * i - 100 - 1);
            i++;
        }
        assertThat(expected).isNotEmpty();
        verification.end().expect(expected).run();
    }

    /** What windows give whose starts are found by brute force. */
    private static List<String> aligned(long size, long slide, long offset) {
        Map<String, Map<Long, List<Long>>> windows = new TreeMap<>();
        for (Tuple2<String, Long> event : events()) {
            for (long start = event.f1 - size + 1; start <= event.f1; start++) {
                if (Math.floorMod(start - offset, slide) == 0) {
                    windows.computeIfAbsent(event.f0, absent -> new TreeMap<>())
                            .computeIfAbsent(start, absent -> new ArrayList<>())
                            .add(event.f1);
                }
            }
        }
        List<String> lines = new ArrayList<>();
        windows.forEach((key, starts) -> starts.forEach((start, timestamps) -> {
            Collections.sort(timestamps);
            lines.add(line(key, start, start + size, timestamps));
        }));
        return lines;
    }

    @Test
    void tumblingWindowsFollowEachOtherAlsoBeforeTheEpochAndWithOffsets() throws Exception {
        verify(
                keyed().window(TumblingEventTimeWindows.of(Duration.ofMillis(20)))
                        .process(new Contents()),
                aligned(20, 20, 0));
        verify(
                keyed().window(TumblingEventTimeWindows.of(Duration.ofMillis(20), Duration.ofMillis(7)))
                        .process(new Contents()),
                aligned(20, 20, 7));
        verify(
                keyed().window(TumblingEventTimeWindows.of(Duration.ofMillis(20), Duration.ofMillis(-3)))
                        .process(new Contents()),
                aligned(20, 20, -3));
    }

    @Test
    void slidingWindowsOverlapOrLeaveGaps() throws Exception {
        verify(
                keyed().window(SlidingEventTimeWindows.of(Duration.ofMillis(20), Duration.ofMillis(5)))
                        .process(new Contents()),
                aligned(20, 5, 0));
        verify(
                keyed().window(SlidingEventTimeWindows.of(
                                Duration.ofMillis(20), Duration.ofMillis(15), Duration.ofMillis(4)))
                        .process(new Contents()),
                aligned(20, 15, 4));
        verify(
                keyed().window(SlidingEventTimeWindows.of(Duration.ofMillis(5), Duration.ofMillis(20)))
                        .process(new Contents()),
                aligned(5, 20, 0));
    }

    /** Sessions of sorted records: a gap as long as the record says, met exactly, still joins. */
    private static List<String> sessions(ToLongFunction<Tuple2<String, Long>> gap) {
        List<String> lines = new ArrayList<>();
        for (String key : List.of("k0", "k1", "k2")) {
            List<Tuple2<String, Long>> sorted = new ArrayList<>();
            events().stream().filter(event -> event.f0.equals(key)).forEach(sorted::add);
            sorted.sort(Comparator.comparing(event -> event.f1));
            List<Long> session = new ArrayList<>();
            long end = 0;
            for (Tuple2<String, Long> event : sorted) {
                if (!session.isEmpty() && event.f1 > end) {
                    lines.add(line(key, session.get(0), end, session));
                    session = new ArrayList<>();
                }
                end = session.isEmpty()
                        ? event.f1 + gap.applyAsLong(event)
                        : Math.max(end, event.f1 + gap.applyAsLong(event));
                session.add(event.f1);
            }
            lines.add(line(key, session.get(0), end, session));
        }
        return lines;
    }

    @Test
    void sessionsEndAfterAGapAndTakeInTheOnesThatTouchThem() throws Exception {
        verify(
                keyed().window(EventTimeSessionWindows.withGap(Duration.ofMillis(12)))
                        .process(new Contents()),
                sessions(event -> 12));
        verify(
                keyed().window(EventTimeSessionWindows.withDynamicGap(event -> 10 + event.f1 % 3))
                        .process(new Contents()),
                sessions(event -> 10 + event.f1 % 3));
    }

    @Test
    void aDistanceOfExactlyTheGapJoinsAndOneMoreDoesNot() throws Exception {
        OperatorVerification.verify(keyed().window(EventTimeSessionWindows.withGap(Duration.ofMillis(10)))
                        .process(new Contents()))
                .input(Tuple2.of("a", 0L), 0)
                .input(Tuple2.of("a", 10L), 10)
                .input(Tuple2.of("a", 21L), 21)
                .end()
                .expect("a 0..20 [0, 10]", "a 21..31 [21]")
                .run();
    }

    @Test
    void aLateRecordThatJoinsALiveSessionIsKept() throws Exception {
        OperatorVerification.verify(keyed().window(EventTimeSessionWindows.withGap(Duration.ofMillis(10)))
                        .sideOutputLateData(LATE)
                        .process(new Contents()))
                .input(Tuple2.of("a", 20L), 20)
                .watermark(25)
                .input(Tuple2.of("a", 12L), 12)
                .input(Tuple2.of("a", 1L), 1)
                .end()
                .expect("a 12..30 [12, 20]")
                .expectSide(LATE, List.of(Tuple2.of("a", 1L)))
                .run();
    }

    @Test
    void processingTimeWindowsFollowTheClockAndGiveNothingForOpenOnesAtTheEnd() throws Exception {
        OperatorVerification.verify(keyed().window(TumblingProcessingTimeWindows.of(Duration.ofMillis(10)))
                        .process(new Contents()))
                .processingTime(13)
                .input(Tuple2.of("a", 1L))
                .processingTime(18)
                .input(Tuple2.of("a", 2L), 77)
                .input(Tuple2.of("b", 3L))
                .processingTime(19)
                .input(Tuple2.of("b", 4L))
                .processingTime(25)
                .input(Tuple2.of("b", 5L))
                .end()
                .expect("a 10..20 [1, 2]", "b 10..20 [3]", "b 10..20 [4]")
                .run();
    }

    @Test
    void slidingAndSessionWindowsOfProcessingTime() throws Exception {
        OperatorVerification.verify(
                        keyed().window(SlidingProcessingTimeWindows.of(Duration.ofMillis(10), Duration.ofMillis(5)))
                                .process(new Contents()))
                .processingTime(12)
                .input(Tuple2.of("a", 1L))
                .processingTime(16)
                .input(Tuple2.of("a", 2L))
                .processingTime(40)
                .expect("a 5..15 [1]", "a 10..20 [1, 2]", "a 15..25 [2]")
                .run();
        for (boolean fixed : new boolean[] {true, false}) {
            OperatorVerification.verify(keyed().window(
                                    fixed
                                            ? ProcessingTimeSessionWindows.withGap(Duration.ofMillis(10))
                                            : ProcessingTimeSessionWindows.withDynamicGap(event -> 10))
                            .process(new Contents()))
                    .processingTime(5)
                    .input(Tuple2.of("a", 1L))
                    .processingTime(12)
                    .input(Tuple2.of("a", 2L))
                    .processingTime(21)
                    .input(Tuple2.of("b", 3L))
                    .processingTime(22)
                    .input(Tuple2.of("a", 4L))
                    .processingTime(60)
                    .expect("a 5..22 [1, 2]", "b 21..31 [3]", "a 22..32 [4]")
                    .run();
        }
    }

    @Test
    void reductionsAndAggregatesGiveOneValuePerWindowWithItsLastTimestamp() throws Exception {
        List<StreamRecord<?>> expected = List.of(
                new StreamRecord<>(Tuple2.of("a", 4L), 9),
                new StreamRecord<>(Tuple2.of("b", 3L), 9),
                new StreamRecord<>(Tuple2.of("a", 12L), 19));
        for (DataStream<Tuple2<String, Long>> stream : List.of(
                keyed().window(TumblingEventTimeWindows.of(Duration.ofMillis(10)))
                        .reduce((one, other) -> Tuple2.of(one.f0, one.f1 + other.f1)),
                keyed().window(TumblingEventTimeWindows.of(Duration.ofMillis(10)))
                        .sum(1))) {
            OperatorVerification.verify(stream)
                    .input(Tuple2.of("a", 1L), 1)
                    .input(Tuple2.of("a", 12L), 12)
                    .input(Tuple2.of("b", 3L), 3)
                    .watermark(2)
                    .input(Tuple2.of("a", 3L), 3)
                    .watermark(9)
                    .end()
                    .expectRecords(expected)
                    .run();
        }
        DataStream<String> average = keyed().window(TumblingEventTimeWindows.of(Duration.ofMillis(10)))
                .aggregate(new Average(), new ProcessWindowFunction<Double, String, String, TimeWindow>() {
                    @Override
                    public void process(String key, Context context, Iterable<Double> values, Collector<String> out) {
                        out.collect(key + " " + values.iterator().next() + " until "
                                + context.window().maxTimestamp());
                    }
                });
        OperatorVerification.verify(average)
                .input(Tuple2.of("a", 1L), 1)
                .input(Tuple2.of("a", 4L), 4)
                .input(Tuple2.of("b", 12L), 12)
                .end()
                .expect("a 2.5 until 9", "b 12.0 until 19")
                .run();
    }

    /** Averages the second fields. */
    private static final class Average
            implements AggregateFunction<Tuple2<String, Long>, Tuple2<Long, Integer>, Double> {
        @Override
        public Tuple2<Long, Integer> createAccumulator() {
            return Tuple2.of(0L, 0);
        }

        @Override
        public Tuple2<Long, Integer> add(Tuple2<String, Long> value, Tuple2<Long, Integer> accumulator) {
            return Tuple2.of(accumulator.f0 + value.f1, accumulator.f1 + 1);
        }

        @Override
        public Double getResult(Tuple2<Long, Integer> accumulator) {
            return (double) accumulator.f0 / accumulator.f1;
        }

        @Override
        public Tuple2<Long, Integer> merge(Tuple2<Long, Integer> a, Tuple2<Long, Integer> b) {
            return Tuple2.of(a.f0 + b.f0, a.f1 + b.f1);
        }
    }

    @Test
    void sessionsMergeAccumulators() throws Exception {
        OperatorVerification.verify(keyed().window(EventTimeSessionWindows.withGap(Duration.ofMillis(10)))
                        .aggregate(new Average()))
                .input(Tuple2.of("a", 0L), 0)
                .input(Tuple2.of("a", 18L), 18)
                .input(Tuple2.of("a", 9L), 9)
                .end()
                .expect(9.0)
                .run();
    }

    @Test
    void windowsOfAllRecordsHaveOneSubtask() throws Exception {
        DataStream<Tuple2<String, Long>> all = env.fromData(Tuple2.of("", 0L))
                .windowAll(TumblingEventTimeWindows.of(Duration.ofMillis(10)))
                .sum(1);
        OperatorVerification.verify(all)
                .alone()
                .input(Tuple2.of("a", 1L), 1)
                .input(Tuple2.of("b", 2L), 2)
                .input(Tuple2.of("c", 12L), 12)
                .end()
                .expect(Tuple2.of("a", 3L), Tuple2.of("c", 12L))
                .run();
    }
}

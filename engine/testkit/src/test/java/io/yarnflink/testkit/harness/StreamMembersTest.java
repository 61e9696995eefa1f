package io.yarnflink.testkit.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.yarnflink.api.datastream.AsyncDataStream;
import io.yarnflink.api.datastream.ConnectedStreams;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.datastream.KeyedStream;
import io.yarnflink.api.datastream.SingleOutputStreamOperator;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.CoGroupFunction;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.async.AsyncFunction;
import io.yarnflink.api.functions.async.ResultFuture;
import io.yarnflink.api.functions.co.ProcessJoinFunction;
import io.yarnflink.api.functions.co.RichCoMapFunction;
import io.yarnflink.api.functions.windowing.AllWindowFunction;
import io.yarnflink.api.functions.windowing.WindowFunction;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.api.operators.windowing.TaggedUnion;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.windowing.assigners.TumblingEventTimeWindows;
import io.yarnflink.api.windowing.evictors.CountEvictor;
import io.yarnflink.api.windowing.time.Time;
import io.yarnflink.api.windowing.windows.TimeWindow;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Members of streams that have no test of their own elsewhere, by what comes out. */
class StreamMembersTest {
    private static final TypeInformation<Tuple2<String, Long>> PAIR = Types.TUPLE(Types.STRING, Types.LONG);

    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    private final DataStream<Long> numbers = env.fromData(0L);
    private final KeyedStream<Tuple2<String, Long>, String> keyed =
            env.fromData(Tuple2.of("", 0L)).keyBy(pair -> pair.f0, Types.STRING);

    @Test
    void windowsOfACountOverAllRecordsFireWhenTheyAreFullOrSlide() throws Exception {
        OperatorVerification.verify(numbers.countWindowAll(2).reduce(Long::sum))
                .alone()
                .inputs(1L, 2L, 3L, 4L, 5L)
                .end()
                .expect(3L, 7L)
                .run();
        OperatorVerification.verify(numbers.countWindowAll(3, 2).reduce(Long::sum))
                .alone()
                .inputs(1L, 2L, 3L, 4L, 5L)
                .end()
                .expect(3L, 9L)
                .run();
    }

    @Test
    void aMapWithItsTypeGivenNeedsNoHint() throws Exception {
        OperatorVerification.verify(numbers.map(number -> Tuple2.of("n", number), PAIR))
                .inputs(1L, 2L)
                .expect(Tuple2.of("n", 1L), Tuple2.of("n", 2L))
                .run();
    }

    @Test
    @SuppressWarnings("deprecation") // Both overloads.
    void windowsOverAllRecordsWaitForLateOnesAndEvict() throws Exception {
        OperatorVerification.verify(numbers.windowAll(TumblingEventTimeWindows.of(Duration.ofMillis(10)))
                        .allowedLateness(Duration.ofMillis(5))
                        .reduce(Long::sum))
                .alone()
                .input(1L, 1)
                .watermark(9)
                .input(2L, 2)
                .watermark(14)
                .input(3L, 3)
                .end()
                .expect(1L, 3L)
                .run();
        OperatorVerification.verify(numbers.windowAll(TumblingEventTimeWindows.of(Duration.ofMillis(10)))
                        .allowedLateness(Time.milliseconds(5))
                        .evictor(CountEvictor.of(1))
                        .reduce(Long::sum))
                .alone()
                .input(1L, 1)
                .input(2L, 2)
                .watermark(9)
                .input(3L, 3)
                .end()
                .expect(2L, 3L)
                .run();
    }

    @Test
    @SuppressWarnings("deprecation") // What programs of release 1 call.
    void applyWithAReductionHandsTheReducedValueToTheFunction() throws Exception {
        var windows = keyed.window(TumblingEventTimeWindows.of(Duration.ofMillis(10)));
        for (SingleOutputStreamOperator<String> lines : List.of(
                windows.apply((one, other) -> Tuple2.of(one.f0, one.f1 + other.f1), new LineOfKey()),
                windows.apply((one, other) -> Tuple2.of(one.f0, one.f1 + other.f1), new LineOfKey(), Types.STRING))) {
            OperatorVerification.verify(lines)
                    .input(Tuple2.of("a", 1L), 1)
                    .input(Tuple2.of("a", 2L), 2)
                    .end()
                    .expect("a10: [(a,3)]")
                    .run();
        }
        var all = numbers.windowAll(TumblingEventTimeWindows.of(Duration.ofMillis(10)));
        for (SingleOutputStreamOperator<String> lines :
                List.of(all.apply(Long::sum, new LineOfAll()), all.apply(Long::sum, new LineOfAll(), Types.STRING))) {
            OperatorVerification.verify(lines)
                    .alone()
                    .input(1L, 1)
                    .input(2L, 2)
                    .end()
                    .expect("10: [3]")
                    .run();
        }
    }

    private static final class LineOfAll implements AllWindowFunction<Long, String, TimeWindow> {
        @Override
        public void apply(TimeWindow window, Iterable<Long> values, Collector<String> out) {
            out.collect(window.getEnd() + ": " + values);
        }
    }

    private static final class LineOfKey implements WindowFunction<Tuple2<String, Long>, String, String, TimeWindow> {
        @Override
        public void apply(String key, TimeWindow window, Iterable<Tuple2<String, Long>> values, Collector<String> out) {
            out.collect(key + window.getEnd() + ": " + values);
        }
    }

    /** How many records of each side met. */
    private static final class Counts implements CoGroupFunction<Tuple2<String, Long>, Tuple2<String, Long>, String> {
        @Override
        public void coGroup(
                Iterable<Tuple2<String, Long>> first, Iterable<Tuple2<String, Long>> second, Collector<String> out) {
            out.collect(first + " " + second);
        }
    }

    @Test
    @SuppressWarnings("deprecation") // Both overloads.
    void windowsOfTwoStreamsWaitForLateRecords() throws Exception {
        var windows = keyed.coGroup(keyed)
                .where(pair -> pair.f0)
                .equalTo(pair -> pair.f0)
                .window(TumblingEventTimeWindows.of(Duration.ofMillis(10)));
        for (SingleOutputStreamOperator<String> counts : List.of(
                windows.allowedLateness(Duration.ofMillis(5)).apply(new Counts()),
                windows.allowedLateness(Time.milliseconds(5)).apply(new Counts(), Types.STRING))) {
            OperatorVerification.verify(counts)
                    .input(TaggedUnion.one(Tuple2.of("a", 1L)), 1)
                    .watermark(9)
                    .input(TaggedUnion.two(Tuple2.of("a", 2L)), 2)
                    .watermark(14)
                    .input(TaggedUnion.two(Tuple2.of("a", 3L)), 3)
                    .end()
                    .expect("[(a,1)] []", "[(a,1)] [(a,2)]")
                    .run();
        }
    }

    /** Adds both. */
    private static final class Joined extends ProcessJoinFunction<Tuple2<String, Long>, Tuple2<String, Long>, Long> {
        @Override
        public void processElement(
                Tuple2<String, Long> left, Tuple2<String, Long> right, Context context, Collector<Long> out) {
            out.collect(left.f1 + right.f1);
        }
    }

    @Test
    void anIntervalJoinIsInEventTimeAndMayBeGivenItsType() throws Exception {
        OperatorVerification.verify(keyed.intervalJoin(keyed)
                        .inEventTime()
                        .between(Duration.ZERO, Duration.ofMillis(5))
                        .process(new Joined(), Types.LONG))
                .input(Tuple2.of("a", 1L), 10)
                .second(Tuple2.of("a", 2L), 15)
                .second(Tuple2.of("a", 4L), 16)
                .expectRecords(List.of(new StreamRecord<>(3L, 15)))
                .run();
        OperatorVerification.verify(
                        new KeyedStream.IntervalJoined<>(keyed, keyed, 0, 5, false, false).process(new Joined()))
                .input(Tuple2.of("a", 1L), 10)
                .second(Tuple2.of("a", 2L), 10)
                .second(Tuple2.of("a", 4L), 14)
                .second(Tuple2.of("a", 8L), 15)
                .expect(5L)
                .run();
    }

    /** Answers with a collection that is made on the task's thread. */
    private static final class MadeLater implements AsyncFunction<Long, Long> {
        @Override
        public void asyncInvoke(Long input, ResultFuture<Long> resultFuture) {
            resultFuture.complete(() -> {
                if (input < 0) {
                    throw new IllegalStateException("nothing for " + input);
                }
                return List.of(input, -input);
            });
        }
    }

    @Test
    void anAnswerMayBeMadeOnTheTasksThread() throws Exception {
        DataStream<Long> answers = AsyncDataStream.unorderedWait(numbers, new MadeLater(), 1, TimeUnit.SECONDS);
        try (var harness = OneInputStreamOperatorTestHarness.<Long, Long>of(answers)) {
            harness.open();
            harness.processElement(3L, 5);
            harness.takeAnswers();
            assertThat(harness.getOutput()).containsExactly(new StreamRecord<>(3L, 5), new StreamRecord<>(-3L, 5));
        }
        try (var harness = OneInputStreamOperatorTestHarness.<Long, Long>of(answers)) {
            harness.open();
            assertThat(catchThrowable(() -> {
                        harness.processElement(-3L, 5);
                        harness.takeAnswers();
                    }))
                    .hasStackTraceContaining("nothing for -3");
        }
    }

    /** Counts the records of each key, from either side. */
    private static final class CountsOfKeys
            extends RichCoMapFunction<Tuple2<String, Long>, Tuple2<String, Long>, Integer> {
        private int next() throws Exception {
            ValueState<Integer> count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.INT));
            Integer before = count.value();
            int next = before == null ? 1 : before + 1;
            count.update(next);
            return next;
        }

        @Override
        public Integer map1(Tuple2<String, Long> value) throws Exception {
            return next();
        }

        @Override
        public Integer map2(Tuple2<String, Long> value) throws Exception {
            return next();
        }
    }

    @Test
    void connectedStreamsAreKeyedByPositionNameOrSelector() throws Exception {
        DataStream<Tuple2<String, Long>> pairs = env.fromData(Tuple2.of("", 0L));
        ConnectedStreams<Tuple2<String, Long>, Tuple2<String, Long>> connected = pairs.connect(pairs);
        for (ConnectedStreams<Tuple2<String, Long>, Tuple2<String, Long>> keys : List.of(
                connected.keyBy(0, 0),
                connected.keyBy("f0", "f0"),
                connected.keyBy(new int[] {0}, new int[] {0}),
                connected.keyBy(new String[] {"f0"}, new String[] {"f0"}),
                connected.keyBy(pair -> pair.f0, pair -> pair.f0),
                connected.keyBy(pair -> pair.f0, pair -> pair.f0, Types.STRING))) {
            OperatorVerification.verify(keys.map(new CountsOfKeys()))
                    .input(Tuple2.of("a", 1L))
                    .second(Tuple2.of("a", 2L))
                    .second(Tuple2.of("b", 3L))
                    .expect(1, 2, 1)
                    .run();
        }
    }

    @Test
    void recordsArePrintedToTheErrorOutputToo() throws Exception {
        StreamExecutionEnvironment local =
                StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(1);
        PrintStream before = System.err;
        var printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            local.fromData(1L, 2L).printToErr();
            local.fromData(3L).printToErr("named");
            local.execute();
        } finally {
            System.setErr(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).contains("1", "2", "named> 3");
    }
}

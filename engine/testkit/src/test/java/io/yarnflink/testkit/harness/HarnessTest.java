package io.yarnflink.testkit.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.ProcessFunction;
import io.yarnflink.api.functions.RichFilterFunction;
import io.yarnflink.api.functions.RichMapFunction;
import io.yarnflink.api.functions.co.BroadcastProcessFunction;
import io.yarnflink.api.functions.co.CoFlatMapFunction;
import io.yarnflink.api.functions.co.CoMapFunction;
import io.yarnflink.api.functions.co.CoProcessFunction;
import io.yarnflink.api.functions.co.KeyedCoProcessFunction;
import io.yarnflink.api.operators.CoKeying;
import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.windowing.assigners.TumblingEventTimeWindows;
import io.yarnflink.state.KeyGroups;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import io.yarnflink.testkit.harness.operators.CoStreamFlatMap;
import io.yarnflink.testkit.harness.operators.CoStreamMap;
import io.yarnflink.testkit.harness.operators.KeyedCoProcessOperator;
import io.yarnflink.testkit.harness.operators.ProcessOperator;
import io.yarnflink.testkit.harness.operators.StreamFilter;
import io.yarnflink.testkit.harness.operators.StreamMap;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The harnesses themselves: what goes in, what comes out, and what can be asked. */
@SuppressWarnings({"NullAway", "SameNameButDifferent"
}) // Functions have a Context each, and know what their state holds.
class HarnessTest {
    private static final OutputTag<String> SIDE = new OutputTag<>("side", Types.STRING) {};

    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    /** Tells all that its context knows; failures are those of the test. */
    private static final class Telling extends ProcessFunction<String, String> {
        @Override
        public void processElement(String value, Context context, Collector<String> out) throws IOException {
            if (value.equals("fail")) {
                throw new IOException("no such thing");
            }
            if (value.equals("error")) {
                throw new AssertionError("never");
            }
            out.collect(value + " " + context.timestamp());
            context.output(SIDE, value);
            getRuntimeContext().getMetricGroup().counter("told").inc();
        }
    }

    @Test
    void recordsWatermarksAndSideOutputsComeOutInTheirOrder() throws Exception {
        try (var harness = ProcessFunctionTestHarnesses.forProcessFunction(new Telling())) {
            assertThat(harness.getSideOutput(SIDE)).isEmpty();
            harness.processElement("a");
            harness.processElement("b", 2);
            harness.processElement(new StreamRecord<>("c", 3));
            harness.processElements(List.of(new StreamRecord<>("d", 4), new StreamRecord<>("e")));
            harness.processWatermark(new Watermark(4));
            harness.processWatermark(3);
            harness.processWatermarkStatus(WatermarkStatus.IDLE);
            assertThat(harness.getCurrentWatermark()).isEqualTo(4);
            assertThat(harness.extractOutputValues()).containsExactly("a null", "b 2", "c 3", "d 4", "e null");
            assertThat(harness.getOutput())
                    .endsWith(new StreamRecord<>("e null"), new Watermark(4), WatermarkStatus.IDLE);
            assertThat(harness.getSideOutput(SIDE)).hasSize(5).contains(new StreamRecord<>("c", 3));
            assertThat(harness.getCounter("told")).isPresent();
            assertThat(harness.getCounter("other")).isEmpty();
            harness.getOutput().clear();
            harness.endInput();
            assertThat(harness.extractOutputStreamRecords()).isEmpty();
        }
    }

    @Test
    void whatUserCodeThrowsComesOutAsItWasThrown() throws Exception {
        try (var harness = ProcessFunctionTestHarnesses.forProcessFunction(new Telling())) {
            assertThatThrownBy(() -> harness.processElement("fail"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no such thing");
            assertThatThrownBy(() -> harness.processElement("error"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("never");
        }
    }

    @Test
    void streamRecordsAreEqualWhenValueAndTimestampAre() {
        StreamRecord<String> timed = new StreamRecord<>("a", 1);
        assertThat(timed).isEqualTo(new StreamRecord<>("a", 1)).hasSameHashCodeAs(new StreamRecord<>("a", 1));
        assertThat(timed).isNotEqualTo(new StreamRecord<>("a")).isNotEqualTo(new StreamRecord<>("b", 1));
        assertThat(timed.hasTimestamp()).isTrue();
        assertThat(new StreamRecord<>("a").hasTimestamp()).isFalse();
        assertThat(timed).hasToString("Record @ 1 : a");
        assertThat(new StreamRecord<>("a")).hasToString("Record @ (undef) : a");
    }

    @Test
    void functionsThatEmitOneObjectAgainAndAgainAreSeenAsJobsSeeThem() throws Exception {
        DataStream<Tuple2<String, Integer>> stream = env.fromData(0)
                .flatMap((Integer value, Collector<Tuple2<String, Integer>> out) -> {
                    Tuple2<String, Integer> one = Tuple2.of("a", 0);
                    for (int i = 0; i < value; i++) {
                        one.f1 = i;
                        out.collect(one);
                    }
                })
                .returns(Types.TUPLE(Types.STRING, Types.INT));
        try (var harness = OneInputStreamOperatorTestHarness.<Integer, Tuple2<String, Integer>>of(stream)) {
            harness.open();
            harness.processElement(2);
            assertThat(harness.extractOutputValues()).containsExactly(Tuple2.of("a", 0), Tuple2.of("a", 1));
        }
    }

    @Test
    void functionsWithoutKeysOfTheirOwnMayHaveThemInAHarness() throws Exception {
        RichFilterFunction<String> firstOnly = new RichFilterFunction<>() {
            @Override
            public boolean filter(String value) throws Exception {
                ValueState<Boolean> seen =
                        getRuntimeContext().getState(new ValueStateDescriptor<>("seen", Types.BOOLEAN));
                boolean first = seen.value() == null;
                seen.update(true);
                return first;
            }
        };
        try (var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new StreamFilter<>(firstOnly), value -> value.charAt(0), Types.CHAR)) {
            harness.open();
            for (String value : List.of("a1", "b1", "a2", "b2", "c1")) {
                harness.processElement(value);
            }
            assertThat(harness.extractOutputValues()).containsExactly("a1", "b1", "c1");
            assertThat(harness.numKeyedStateEntries()).isEqualTo(3);
        }
        OperatorVerification.verify(new ProcessOperator<>(new Telling()), value -> value, Types.STRING)
                .inputs("a", "b")
                .expect("a null", "b null")
                .expectSide(SIDE, List.of("a", "b"))
                .run();
    }

    @Test
    void timeIsWhereTheTestPutsIt() throws Exception {
        ProcessFunction<String, Long> clock = new ProcessFunction<>() {
            @Override
            public void processElement(String value, Context context, Collector<Long> out) {
                out.collect(context.timerService().currentProcessingTime());
                out.collect(context.timerService().currentWatermark());
            }
        };
        try (var harness = ProcessFunctionTestHarnesses.forProcessFunction(clock)) {
            assertThat(harness.getProcessingTime()).isZero();
            harness.setProcessingTime(77);
            harness.processWatermark(5);
            harness.processElement("x");
            assertThat(harness.extractOutputValues()).containsExactly(77L, 5L);
            assertThat(harness.getProcessingTime()).isEqualTo(77);
        }
    }

    @Test
    void operatorsOfTwoInputsHaveTwoOfEverything() throws Exception {
        CoProcessFunction<String, Integer, String> function = new CoProcessFunction<>() {
            @Override
            public void processElement1(String value, Context context, Collector<String> out) {
                out.collect("1" + value);
            }

            @Override
            public void processElement2(Integer value, Context context, Collector<String> out) {
                out.collect("2" + value);
            }
        };
        try (var harness = ProcessFunctionTestHarnesses.forCoProcessFunction(function)) {
            harness.processElement1("a", 1);
            harness.processElement1(new StreamRecord<>("b"));
            harness.processElement2(3, 1);
            harness.processElement2(new StreamRecord<>(4));
            assertThat(harness.extractOutputValues()).containsExactly("1a", "1b", "23", "24");
            harness.getOutput().clear();
            harness.processBothWatermarks(new Watermark(5));
            harness.processWatermarkStatus1(WatermarkStatus.IDLE);
            harness.processWatermark2(new Watermark(8));
            harness.endInput1();
            harness.endInput2();
            assertThat(harness.getOutput())
                    .containsExactly(new Watermark(5), new Watermark(8), Watermark.MAX_WATERMARK);
        }
    }

    /** Puts what its key got on both sides together. */
    private static final class Sum extends KeyedCoProcessFunction<Integer, Integer, Integer, Integer> {
        private static final ValueStateDescriptor<Integer> SUM = new ValueStateDescriptor<>("sum", Types.INT);

        @Override
        public void processElement1(Integer value, Context context, Collector<Integer> out) throws Exception {
            ValueState<Integer> sum = getRuntimeContext().getState(SUM);
            sum.update((sum.value() == null ? 0 : sum.value()) + value);
            out.collect(sum.value());
        }

        @Override
        public void processElement2(Integer value, Context context, Collector<Integer> out) throws Exception {
            processElement1(value, context, out);
        }
    }

    @Test
    void keyedOperatorsOfTwoInputsShareTheirStateAndRescale() throws Exception {
        OperatorSubtaskState state;
        try (var harness = ProcessFunctionTestHarnesses.forKeyedCoProcessFunction(
                new Sum(), value -> value % 10, value -> value % 10, Types.INT)) {
            harness.processElement1(1, 0);
            harness.processElement2(11, 0);
            harness.processElement2(2, 0);
            assertThat(harness.extractOutputValues()).containsExactly(1, 12, 2);
            state = harness.snapshot(1, 1);
        }
        CoKeying<Integer, Integer, Integer> keying = new CoKeying<>(
                new Keying<>(value -> value % 10, Types.INT), new Keying<>(value -> value % 10, Types.INT));
        int subtask = KeyGroups.subtask(KeyGroups.keyGroup(KeyGroups.hash(1), 128), 3, 128);
        try (var harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new Sum()), keying, 128, 3, subtask)) {
            harness.initializeState(state);
            harness.open();
            harness.processElement2(21, 0);
            assertThat(harness.extractOutputValues()).containsExactly(33);
        }
        assertThatThrownBy(() -> new TwoInputStreamOperatorTestHarness<>(new KeyedCoProcessOperator<>(new Sum())))
                .hasMessageContaining("KeyedTwoInputStreamOperatorTestHarness");
    }

    @Test
    void connectedFunctionsRunInHarnesses() throws Exception {
        CoMapFunction<String, Integer, String> map = new CoMapFunction<>() {
            @Override
            public String map1(String value) {
                return "1" + value;
            }

            @Override
            public String map2(Integer value) {
                return "2" + value;
            }
        };
        try (var harness = new TwoInputStreamOperatorTestHarness<>(new CoStreamMap<>(map), 128, 2, 1)) {
            harness.open();
            harness.processElement1("a", 1);
            harness.processElement2(5, 1);
            assertThat(harness.extractOutputValues()).containsExactly("1a", "25");
        }
        CoFlatMapFunction<String, Integer, String> flatMap = new CoFlatMapFunction<>() {
            @Override
            public void flatMap1(String value, Collector<String> out) {
                out.collect(value);
                out.collect(value);
            }

            @Override
            public void flatMap2(Integer value, Collector<String> out) {}
        };
        try (var harness = new TwoInputStreamOperatorTestHarness<>(new CoStreamFlatMap<>(flatMap))) {
            harness.open();
            harness.processElement1("a", 1);
            harness.processElement2(5, 1);
            harness.processWatermarkStatus2(WatermarkStatus.IDLE);
            harness.processWatermark1(new Watermark(3));
            assertThat(harness.getOutput())
                    .containsExactly(new StreamRecord<>("a", 1), new StreamRecord<>("a", 1), new Watermark(3));
        }
    }

    @Test
    void broadcastOperatorsHaveTimeOfBothSides() throws Exception {
        MapStateDescriptor<String, String> rules = new MapStateDescriptor<>("rules", Types.STRING, Types.STRING);
        BroadcastProcessFunction<String, String, String> function = new BroadcastProcessFunction<>() {
            @Override
            public void processElement(String value, ReadOnlyContext context, Collector<String> out) throws Exception {
                out.collect(value + context.getBroadcastState(rules).get("r") + " " + context.currentWatermark() + " "
                        + context.currentProcessingTime() + " " + context.timestamp());
                context.output(SIDE, value);
            }

            @Override
            public void processBroadcastElement(String value, Context context, Collector<String> out) throws Exception {
                context.getBroadcastState(rules).put("r", value);
                context.output(
                        SIDE,
                        value + context.currentWatermark() + context.currentProcessingTime() + context.timestamp());
            }
        };
        try (var harness = new BroadcastOperatorTestHarness<>(function, List.of(rules), 128, 1, 0)) {
            harness.open();
            harness.setProcessingTime(9);
            harness.processWatermark(new Watermark(5));
            harness.processBroadcastWatermark(new Watermark(3));
            harness.processBroadcastElement("!", 1);
            harness.processElement("a", 2);
            harness.watermark(8);
            harness.processElement("b", 10);
            assertThat(harness.extractOutputValues()).containsExactly("a! 3 9 2", "b! 8 9 10");
            assertThat(harness.getSideOutput(SIDE))
                    .extracting(StreamRecord::getValue)
                    .containsExactly("!391", "a", "b");
        }
    }

    @Test
    void recordsThatWindowsDropAreCounted() throws Exception {
        DataStream<Tuple2<String, Long>> stream = env.fromData(Tuple2.of("", 0L))
                .keyBy(event -> event.f0)
                .window(TumblingEventTimeWindows.of(Duration.ofMillis(10)))
                .sum(1);
        try (var harness = OneInputStreamOperatorTestHarness.<Tuple2<String, Long>, Tuple2<String, Long>>of(stream)) {
            harness.open();
            harness.processWatermark(20);
            harness.processElement(Tuple2.of("a", 1L), 1);
            harness.processElement(Tuple2.of("a", 2L), 9);
            harness.processElement(Tuple2.of("a", 3L), 20);
            assertThat(harness.getCounter("numLateRecordsDropped"))
                    .hasValueSatisfying(
                            counter -> assertThat(counter.getCount()).isEqualTo(2));
        }
    }

    @Test
    void printedLinesAreKept() throws Exception {
        OperatorVerification.verify(new StreamMap<String, String>(value -> value))
                .input("x")
                .expect("x")
                .run();
        try (var harness = new OneInputStreamOperatorTestHarness<>(new StreamMap<String, String>(value -> value))) {
            harness.open();
            assertThat(harness.getPrinted()).isEmpty();
        }
    }

    @Test
    void aVerificationSaysInWhichModeAnOperatorDiffers() {
        MapFunction<Integer, Integer> forgetful = new MapFunction<>() {
            private int sum;

            @Override
            public Integer map(Integer value) {
                sum += value;
                return sum;
            }
        };
        assertThatThrownBy(() -> OperatorVerification.verify(new StreamMap<>(forgetful))
                        .inputs(1, 2, 3)
                        .expect(1, 3, 6)
                        .run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("restored after each step")
                .hasMessageContaining("did not emit [6]")
                .hasMessageContaining("emitted [2]");
        assertThatThrownBy(() -> OperatorVerification.verify(new StreamMap<Integer, Integer>(value -> 1 / value))
                        .input(0)
                        .expect()
                        .run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("failed plain")
                .hasRootCauseInstanceOf(ArithmeticException.class);
    }

    @Test
    void aVerificationAlsoRunsTheOperatorInATask() {
        RichMapFunction<String, String> named = new RichMapFunction<>() {
            @Override
            public String map(String value) {
                return value + " in " + getRuntimeContext().getJobInfo().getJobName();
            }
        };
        assertThatThrownBy(() -> OperatorVerification.verify(env.fromData("").map(named))
                        .inputs("a", "b")
                        .end()
                        .expect("a in harness", "b in harness")
                        .run())
                .hasMessageContaining("as a task of a chain with tiny channels")
                .hasMessageContaining("b in verification");
        RichMapFunction<String, String> failing = new RichMapFunction<>() {
            @Override
            public String map(String value) {
                if (getRuntimeContext().getJobInfo().getJobName().equals("verification")) {
                    throw new IllegalStateException("only in tasks");
                }
                return value;
            }
        };
        assertThatThrownBy(() -> OperatorVerification.verify(env.fromData("").map(failing))
                        .input("a")
                        .expect("a")
                        .run())
                .hasMessageContaining("failed as a task of a chain with tiny channels")
                .hasMessageContaining("only in tasks");
    }
}

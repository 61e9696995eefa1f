package io.yarnflink.testkit.harness;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.datastream.KeyedStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.ProcessFunction;
import io.yarnflink.api.functions.RichMapFunction;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.tuple.Tuple3;
import io.yarnflink.api.typeinfo.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

/** The operators of one input without timers, and those that keep one value per key. */
@SuppressWarnings({"NullAway", "SameNameButDifferent"
}) // Functions have a Context each, and know what their state holds.
class OneInputOperatorsTest {
    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    private DataStream<Tuple3<String, Integer, String>> events() {
        return env.fromData(Tuple3.of("", 0, ""));
    }

    private KeyedStream<Tuple3<String, Integer, String>, String> keyed() {
        return events().keyBy(event -> event.f0);
    }

    private static List<Tuple3<String, Integer, String>> input() {
        List<Tuple3<String, Integer, String>> input = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            input.add(Tuple3.of("k" + random.nextInt(9), random.nextInt(20) - 10, "r" + i));
        }
        return input;
    }

    /** What a running aggregation emits: its state after each record. */
    private static List<Tuple3<String, Integer, String>> running(
            BinaryOperator<Tuple3<String, Integer, String>> reduction) {
        Map<String, Tuple3<String, Integer, String>> state = new HashMap<>();
        List<Tuple3<String, Integer, String>> emitted = new ArrayList<>();
        for (Tuple3<String, Integer, String> event : input()) {
            Tuple3<String, Integer, String> before = state.get(event.f0);
            Tuple3<String, Integer, String> after = before == null ? event : reduction.apply(before, event);
            state.put(event.f0, after);
            emitted.add(after);
        }
        return emitted;
    }

    private static void verify(
            DataStream<Tuple3<String, Integer, String>> stream,
            BinaryOperator<Tuple3<String, Integer, String>> reference)
            throws Exception {
        OperatorVerification.verify(stream)
                .inputs(input().toArray())
                .end()
                .expect(running(reference))
                .run();
    }

    @Test
    void mapFlatMapAndFilterKeepTimestamps() throws Exception {
        OperatorVerification.verify(events().map(event -> event.f1 * 2).returns(Types.INT))
                .input(Tuple3.of("a", 4, ""), 7)
                .watermark(9)
                .input(Tuple3.of("a", 5, ""))
                .end()
                .expectRecords(List.of(new StreamRecord<>(8, 7), new StreamRecord<>(10)))
                .run();
        OperatorVerification.verify(events().flatMap((Tuple3<String, Integer, String> event, Collector<String> out) -> {
                            for (int i = 0; i < event.f1; i++) {
                                out.collect(event.f0 + i);
                            }
                        })
                        .returns(Types.STRING))
                .input(Tuple3.of("a", 2, ""), 7)
                .input(Tuple3.of("b", 0, ""), 8)
                .input(Tuple3.of("c", 1, ""), 9)
                .end()
                .expectRecords(
                        List.of(new StreamRecord<>("a0", 7), new StreamRecord<>("a1", 7), new StreamRecord<>("c0", 9)))
                .run();
        OperatorVerification.verify(events().filter(event -> event.f1 > 1))
                .input(Tuple3.of("a", 1, ""), 1)
                .input(Tuple3.of("a", 2, ""), 2)
                .end()
                .expectRecords(List.of(new StreamRecord<>(Tuple3.of("a", 2, ""), 2)))
                .run();
    }

    @Test
    void processEmitsToSideOutputsAndSeesTimes() throws Exception {
        OutputTag<Long> odd = new OutputTag<>("odd", Types.LONG) {};
        DataStream<String> stream = env.fromData(1L).process(new ProcessFunction<Long, String>() {
            @Override
            public void processElement(Long value, Context context, Collector<String> out) {
                if (value % 2 == 1) {
                    context.output(odd, value);
                } else {
                    out.collect(value + " at " + context.timestamp() + " after "
                            + context.timerService().currentWatermark() + " of "
                            + context.timerService().currentProcessingTime());
                }
            }
        });
        OperatorVerification.verify(stream)
                .input(1L, 10)
                .watermark(5)
                .processingTime(77)
                .input(2L, 20)
                .input(3L, 30)
                .input(4L)
                .end()
                .expect("2 at 20 after 5 of 77", "4 at null after 5 of 77")
                .expectSide(odd, List.of(1L, 3L))
                .run();
    }

    @Test
    void reduceEmitsTheReductionSoFarOfEachKey() throws Exception {
        verify(
                keyed().reduce((one, other) -> Tuple3.of(one.f0, one.f1 + other.f1, one.f2 + other.f2)),
                (one, other) -> Tuple3.of(one.f0, one.f1 + other.f1, one.f2 + other.f2));
    }

    @Test
    void sumMinAndMaxKeepTheOtherFieldsOfTheFirstRecord() throws Exception {
        verify(keyed().sum(1), (one, other) -> Tuple3.of(one.f0, one.f1 + other.f1, one.f2));
        verify(keyed().min(1), (one, other) -> Tuple3.of(one.f0, Math.min(one.f1, other.f1), one.f2));
        verify(keyed().max(1), (one, other) -> Tuple3.of(one.f0, Math.max(one.f1, other.f1), one.f2));
    }

    @Test
    void minByAndMaxByTakeWholeRecordsTheFirstOrTheLastOfEqualOnes() throws Exception {
        verify(keyed().minBy(1), (one, other) -> other.f1 < one.f1 ? other : one);
        verify(keyed().minBy(1, false), (one, other) -> other.f1 <= one.f1 ? other : one);
        verify(keyed().maxBy(1), (one, other) -> other.f1 > one.f1 ? other : one);
        verify(keyed().maxBy(1, false), (one, other) -> other.f1 >= one.f1 ? other : one);
    }

    @Test
    void sumsOfIntegersOverflowSilently() throws Exception {
        OperatorVerification.verify(keyed().sum(1))
                .inputs(Tuple3.of("a", Integer.MAX_VALUE, ""), Tuple3.of("a", 1, ""))
                .expect(Tuple3.of("a", Integer.MAX_VALUE, ""), Tuple3.of("a", Integer.MIN_VALUE, ""))
                .run();
    }

    @Test
    void aFunctionThatKeepsStatePerKeyFindsItAgain() throws Exception {
        DataStream<String> stream = keyed().map(new RichMapFunction<Tuple3<String, Integer, String>, String>() {
            @SuppressWarnings("NullAway.Init")
            private transient ValueState<Integer> count;

            @Override
            public void open(OpenContext context) {
                count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.INT));
            }

            @Override
            public String map(Tuple3<String, Integer, String> event) throws Exception {
                Integer before = count.value();
                count.update(before == null ? 1 : before + 1);
                return event.f0 + count.value();
            }
        });
        OperatorVerification.verify(stream)
                .inputs(Tuple3.of("a", 0, ""), Tuple3.of("b", 0, ""), Tuple3.of("a", 0, ""), Tuple3.of("a", 0, ""))
                .end()
                .expect("a1", "b1", "a2", "a3")
                .run();
    }
}

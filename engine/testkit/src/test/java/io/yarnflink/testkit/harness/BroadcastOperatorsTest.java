package io.yarnflink.testkit.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.co.BroadcastProcessFunction;
import io.yarnflink.api.functions.co.KeyedBroadcastProcessFunction;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.typeinfo.Types;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Process functions over a stream and a broadcast one. */
@SuppressWarnings({"SameNameButDifferent", "NullAway"}) // Each function has a Context of its own.
class BroadcastOperatorsTest {
    private static final MapStateDescriptor<String, Integer> FACTORS =
            new MapStateDescriptor<>("factors", Types.STRING, Types.INT);

    /** Multiplies by the factor of its word; rules are "word=factor". */
    private static final class Multiplied extends BroadcastProcessFunction<Integer, String, String> {
        @Override
        public void processElement(Integer value, ReadOnlyContext context, Collector<String> out) throws Exception {
            for (Map.Entry<String, Integer> rule :
                    context.getBroadcastState(FACTORS).immutableEntries()) {
                out.collect(rule.getKey() + value * rule.getValue());
            }
        }

        @Override
        public void processBroadcastElement(String rule, Context context, Collector<String> out) throws Exception {
            String[] words = rule.split("=");
            if (words.length == 1) {
                context.getBroadcastState(FACTORS).remove(words[0]);
            } else {
                context.getBroadcastState(FACTORS).put(words[0], Integer.valueOf(words[1]));
            }
        }
    }

    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    @Test
    void rulesThatComeLaterHoldFromThenOnInEverySubtask() throws Exception {
        OperatorVerification.verify(env.fromData(0)
                        .connect(env.fromData("").broadcast(FACTORS))
                        .process(new Multiplied()))
                .input(1)
                .second("a=10")
                .input(2)
                .input(3)
                .second("b=100")
                .input(4)
                .second("a=11")
                .second("b")
                .input(5)
                .end()
                .expect("a20", "a30", "a40", "b400", "a55")
                .run();
    }

    @Test
    void theSideOfTheRecordsMayOnlyRead() throws Exception {
        try (var harness = ProcessFunctionTestHarnesses.forBroadcastProcessFunction(new Multiplied(), FACTORS)) {
            harness.processBroadcastElement("a=1", 0);
            harness.processElement(new StreamRecord<>(6));
            harness.processBroadcastElement(new StreamRecord<>("b=2"));
            harness.processElement(6, 0);
            assertThat(harness.extractOutputValues()).containsExactly("a6", "a6", "b12");
            assertThat(harness.getBroadcastState(FACTORS).contains("b")).isTrue();
        }
        BroadcastProcessFunction<Integer, String, String> writing = new BroadcastProcessFunction<>() {
            @Override
            public void processElement(Integer value, ReadOnlyContext context, Collector<String> out) throws Exception {
                context.getBroadcastState(FACTORS).immutableEntries().iterator().remove();
            }

            @Override
            public void processBroadcastElement(String rule, Context context, Collector<String> out) {}
        };
        try (var harness = ProcessFunctionTestHarnesses.forBroadcastProcessFunction(writing, FACTORS)) {
            assertThatThrownBy(() -> harness.processElement(1, 0)).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void aStateThatWasNotDeclaredIsRefusedByName() throws Exception {
        try (var harness = ProcessFunctionTestHarnesses.forBroadcastProcessFunction(new Multiplied())) {
            assertThatThrownBy(() -> harness.processElement(1, 0))
                    .hasMessageContaining("'factors'")
                    .hasMessageContaining("name it in broadcast(...)");
        }
    }

    /** Counts values by key; a rule "all" emits and doubles every count, others register timers or say the time. */
    private static final class Counted extends KeyedBroadcastProcessFunction<Integer, Integer, String, String> {
        private static final ValueStateDescriptor<Integer> COUNT = new ValueStateDescriptor<>("count", Types.INT);
        private static final OutputTag<String> TIMES = new OutputTag<>("times", Types.STRING) {};

        @Override
        public void processElement(Integer value, ReadOnlyContext context, Collector<String> out) throws Exception {
            ValueState<Integer> count = getRuntimeContext().getState(COUNT);
            Integer before = count.value();
            count.update(before == null ? 1 : before + 1);
            if (context.getBroadcastState(FACTORS).contains("timers")) {
                context.timerService().registerEventTimeTimer(100);
                context.timerService().registerProcessingTimeTimer(100);
                context.output(
                        TIMES,
                        context.getCurrentKey() + " " + context.timestamp() + " " + context.currentWatermark() + " "
                                + context.currentProcessingTime());
            }
        }

        @Override
        public void processBroadcastElement(String rule, Context context, Collector<String> out) throws Exception {
            if (rule.equals("all")) {
                context.applyToKeyedState(COUNT, (key, state) -> {
                    out.collect(key + " has " + state.value());
                    state.update(state.value() * 2);
                });
            } else {
                context.getBroadcastState(FACTORS).put(rule, 1);
            }
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) throws Exception {
            out.collect(context.getCurrentKey() + " fires " + context.timeDomain() + " "
                    + context.getBroadcastState(FACTORS).get("timers") + " "
                    + getRuntimeContext().getState(COUNT).value());
        }
    }

    @Test
    void keyedStateOfAllKeysCanBeChangedByARule() throws Exception {
        OperatorVerification.verify(env.fromData(0)
                        .keyBy(value -> value % 10)
                        .connect(env.fromData("").broadcast(FACTORS))
                        .process(new Counted()))
                .inputs(1, 11, 2, 21)
                .second("all")
                .input(2)
                .second("all")
                .expect("1 has 3", "2 has 1", "1 has 6", "2 has 3")
                .run();
    }

    @Test
    void timersOfTheKeyedSideSeeTheRules() throws Exception {
        OperatorVerification.verify(env.fromData(0)
                        .keyBy(value -> value % 10)
                        .connect(env.fromData("").broadcast(FACTORS))
                        .process(new Counted()))
                .processingTime(50)
                .input(7, 1)
                .second("timers", 2)
                .watermark(0, 20)
                .watermark(1, 10)
                .input(17, 3)
                .input(3)
                .processingTime(100)
                .watermark(100)
                .expect(
                        "7 fires PROCESSING_TIME 1 2",
                        "3 fires PROCESSING_TIME 1 1",
                        "7 fires EVENT_TIME 1 2",
                        "3 fires EVENT_TIME 1 1")
                .expectSide(Counted.TIMES, List.of("7 3 10 50", "3 null 10 50"))
                .run();
    }

    @Test
    void theBroadcastSideHasNoKey() throws Exception {
        KeyedBroadcastProcessFunction<Integer, Integer, String, String> function =
                new KeyedBroadcastProcessFunction<>() {
                    @Override
                    public void processElement(Integer value, ReadOnlyContext context, Collector<String> out) {}

                    @Override
                    public void processBroadcastElement(String rule, Context context, Collector<String> out)
                            throws Exception {
                        getRuntimeContext().getState(Counted.COUNT).value();
                    }
                };
        try (var harness = ProcessFunctionTestHarnesses.forKeyedBroadcastProcessFunction(
                function, value -> value, Types.INT, FACTORS)) {
            harness.processElement(1, 1);
            assertThatThrownBy(() -> harness.processBroadcastElement("x", 1))
                    .hasMessageContaining("Keyed state")
                    .hasMessageContaining("without a current key");
        }
    }
}

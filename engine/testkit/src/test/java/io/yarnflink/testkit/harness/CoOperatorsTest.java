package io.yarnflink.testkit.harness;

import io.yarnflink.api.datastream.ConnectedStreams;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.co.CoMapFunction;
import io.yarnflink.api.functions.co.CoProcessFunction;
import io.yarnflink.api.functions.co.KeyedCoProcessFunction;
import io.yarnflink.api.functions.co.RichCoFlatMapFunction;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The operators of two inputs: connected streams, with keys and without. */
@SuppressWarnings({"SameNameButDifferent", "NullAway"}) // Each function has a Context of its own.
class CoOperatorsTest {
    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    private ConnectedStreams<String, Integer> connected() {
        return env.fromData("").connect(env.fromData(0));
    }

    private ConnectedStreams<String, Integer> keyed() {
        return connected().keyBy(word -> word.length() % 3, number -> number % 3);
    }

    @Test
    void coMapMapsEachSideWithItsOwnMethod() throws Exception {
        DataStream<String> stream = connected().map(new CoMapFunction<String, Integer, String>() {
            @Override
            public String map1(String value) {
                return "word " + value;
            }

            @Override
            public String map2(Integer value) {
                return "number " + value;
            }
        });
        OperatorVerification.verify(stream)
                .input("a", 1)
                .second(5, 2)
                .second(6)
                .end()
                .expectRecords(List.of(
                        new StreamRecord<>("word a", 1),
                        new StreamRecord<>("number 5", 2),
                        new StreamRecord<>("number 6")))
                .run();
    }

    @Test
    void coFlatMapSharesKeyedStateOfBothSides() throws Exception {
        DataStream<String> stream = keyed().flatMap(new RichCoFlatMapFunction<String, Integer, String>() {
            @SuppressWarnings("NullAway.Init")
            private transient ListState<String> words;

            @Override
            public void open(OpenContext context) {
                words = getRuntimeContext().getListState(new ListStateDescriptor<>("words", Types.STRING));
            }

            @Override
            public void flatMap1(String value, Collector<String> out) throws Exception {
                words.add(value);
            }

            @Override
            public void flatMap2(Integer value, Collector<String> out) throws Exception {
                for (String word : words.get()) {
                    out.collect(value + word);
                }
            }
        });
        OperatorVerification.verify(stream)
                .input("a", 1)
                .input("bb", 1)
                .second(1, 1)
                .input("cccc", 1)
                .second(4, 1)
                .second(5, 1)
                .second(3, 1)
                .end()
                .expect("1a", "4a", "4cccc", "5bb")
                .run();
    }

    @Test
    void coProcessKnowsTheTimeOfBothSidesTogether() throws Exception {
        OutputTag<String> side = new OutputTag<>("side", Types.STRING) {};
        DataStream<String> stream = connected().process(new CoProcessFunction<String, Integer, String>() {
            @Override
            public void processElement1(String value, Context context, Collector<String> out) {
                out.collect(value + "@" + context.timestamp() + "/"
                        + context.timerService().currentWatermark());
            }

            @Override
            public void processElement2(Integer value, Context context, Collector<String> out) {
                context.output(
                        side,
                        value + "@" + context.timestamp() + "/"
                                + context.timerService().currentWatermark());
            }
        });
        OperatorVerification.verify(stream)
                .watermark(0, 10)
                .input("a", 11)
                .watermark(1, 5)
                .input("b", 12)
                .second(7)
                .status(1, WatermarkStatus.IDLE)
                .input("c")
                .end()
                .expect("a@11/" + Long.MIN_VALUE, "b@12/5", "c@null/10")
                .expectSide(side, List.of("7@null/5"))
                .run();
    }

    /** Remembers the first side until the second comes or time is over. */
    private static final class Matching extends KeyedCoProcessFunction<Integer, String, Integer, String> {
        @SuppressWarnings("NullAway.Init")
        private transient ValueState<String> waiting;

        @Override
        public void open(OpenContext context) {
            waiting = getRuntimeContext().getState(new ValueStateDescriptor<>("waiting", Types.STRING));
        }

        @Override
        public void processElement1(String value, Context context, Collector<String> out) throws Exception {
            waiting.update(value);
            context.timerService().registerEventTimeTimer(context.timestamp() + 10);
            context.timerService().registerProcessingTimeTimer(1000);
        }

        @Override
        public void processElement2(Integer value, Context context, Collector<String> out) throws Exception {
            if (waiting.value() != null) {
                out.collect(context.getCurrentKey() + ": " + waiting.value() + value);
                waiting.clear();
            }
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) throws Exception {
            out.collect(context.getCurrentKey() + ": " + waiting.value() + " waits, " + context.timeDomain() + " "
                    + context.timestamp());
        }
    }

    @Test
    void keyedCoProcessHasTimersAndStateOfBothSides() throws Exception {
        OperatorVerification.verify(keyed().process(new Matching()))
                .input("a", 5)
                .input("bb", 6)
                .second(7, 7)
                .watermark(0, 50)
                .watermark(1, 15)
                .watermark(1, 16)
                .processingTime(1000)
                .end()
                .expect(
                        "1: a7",
                        "1: null waits, EVENT_TIME 15",
                        "2: bb waits, EVENT_TIME 16",
                        "1: null waits, PROCESSING_TIME 1000",
                        "2: bb waits, PROCESSING_TIME 1000")
                .run();
    }

    @Test
    void coProcessHasTimersWhenItsInputsHaveKeys() throws Exception {
        DataStream<String> stream = keyed().process(new CoProcessFunction<String, Integer, String>() {
            @Override
            public void processElement1(String value, Context context, Collector<String> out) {
                context.timerService().registerEventTimeTimer(100);
            }

            @Override
            public void processElement2(Integer value, Context context, Collector<String> out) {
                context.timerService().registerProcessingTimeTimer(100);
                context.timerService().deleteEventTimeTimer(100);
            }

            @Override
            public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) {
                out.collect(context.timeDomain() + " " + timestamp);
            }
        });
        OperatorVerification.verify(stream)
                .input("a", 1)
                .input("bb", 1)
                .second(1, 1)
                .processingTime(100)
                .watermark(100)
                .expect("EVENT_TIME 100", "PROCESSING_TIME 100")
                .run();
    }
}

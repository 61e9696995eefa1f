package io.yarnflink.testkit.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.ProcessFunction;
import io.yarnflink.api.functions.TimerService;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.testkit.harness.operators.KeyedProcessOperator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keyed process functions with timers of both time domains. */
@SuppressWarnings({"NullAway", "SameNameButDifferent"
}) // Functions have a Context each, and know what their state holds.
class TimersTest {
    /** Does what its records say: "key command time". */
    private static final class Commanded extends KeyedProcessFunction<String, String, String> {
        @SuppressWarnings("NullAway.Init")
        private transient ValueState<Integer> repeats;

        @Override
        public void open(OpenContext context) {
            repeats = getRuntimeContext().getState(new ValueStateDescriptor<>("repeats", Types.INT));
        }

        @Override
        public void processElement(String command, Context context, Collector<String> out) throws Exception {
            String[] words = command.split(" ");
            long time = Long.parseLong(words[2]);
            TimerService timers = context.timerService();
            switch (words[1]) {
                case "event" -> timers.registerEventTimeTimer(time);
                case "processing" -> timers.registerProcessingTimeTimer(time);
                case "no-event" -> timers.deleteEventTimeTimer(time);
                case "no-processing" -> timers.deleteProcessingTimeTimer(time);
                case "twice" -> {
                    repeats.update(1);
                    timers.registerEventTimeTimer(time);
                }
                default -> throw new IllegalArgumentException(command);
            }
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) throws Exception {
            out.collect(context.getCurrentKey() + " " + context.timeDomain() + " " + timestamp);
            Integer left = repeats.value();
            if (left != null && left > 0) {
                repeats.update(left - 1);
                context.timerService().registerEventTimeTimer(timestamp);
            }
        }
    }

    private static OperatorVerification<String> verification() {
        return OperatorVerification.verify(
                new KeyedProcessOperator<>(new Commanded()), command -> command.split(" ")[0], Types.STRING);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, String, String> harness() throws Exception {
        return ProcessFunctionTestHarnesses.forKeyedProcessFunction(
                new Commanded(), command -> command.split(" ")[0], Types.STRING);
    }

    @Test
    void timersFireOncePerKeyAndTimestampWithTheirOwnTimestamp() throws Exception {
        verification()
                .input("a event 10", 1)
                .input("a event 10", 2)
                .input("b event 10", 3)
                .input("a event 12", 3)
                .watermark(9)
                .watermark(10)
                .input("c event 25", 20)
                .watermark(30)
                .expectRecords(List.of(
                        new StreamRecord<>("a EVENT_TIME 10", 10),
                        new StreamRecord<>("b EVENT_TIME 10", 10),
                        new StreamRecord<>("a EVENT_TIME 12", 12),
                        new StreamRecord<>("c EVENT_TIME 25", 25)))
                .run();
    }

    @Test
    void processingTimeTimersFireWhenTheClockReachesThemAndEmitRecordsWithoutTimestamps() throws Exception {
        verification()
                .processingTime(5)
                .input("a processing 10", 1)
                .input("a processing 10", 2)
                .input("b processing 11", 3)
                .input("b no-processing 11", 3)
                .processingTime(9)
                .input("c processing 10", 3)
                .processingTime(40)
                .input("c processing 50", 3)
                .expectRecords(
                        List.of(new StreamRecord<>("a PROCESSING_TIME 10"), new StreamRecord<>("c PROCESSING_TIME 10")))
                .run();
    }

    @Test
    void deletedTimersDoNotFireAndOtherKeysAndDomainsKeepTheirs() throws Exception {
        verification()
                .input("a event 10", 1)
                .input("b event 10", 1)
                .input("a processing 10", 1)
                .input("a no-event 10", 1)
                .input("c no-event 10", 1)
                .watermark(50)
                .processingTime(50)
                .expect("b EVENT_TIME 10", "a PROCESSING_TIME 10")
                .run();
    }

    @Test
    void aTimerThatIsRegisteredAgainAsItFiresFiresAgain() throws Exception {
        verification()
                .input("a twice 10", 1)
                .watermark(20)
                .expect("a EVENT_TIME 10", "a EVENT_TIME 10")
                .run();
    }

    @Test
    void timersAtTheEndOfTimeFireWithTheFinalWatermark() throws Exception {
        verification()
                .input("a event " + Long.MAX_VALUE, 1)
                .input("b twice " + Long.MAX_VALUE, 1)
                .input("c event " + Long.MIN_VALUE, 1)
                .watermark(Long.MAX_VALUE - 1)
                .watermark(Long.MAX_VALUE)
                .expect(
                        "a EVENT_TIME " + Long.MAX_VALUE,
                        "b EVENT_TIME " + Long.MAX_VALUE,
                        "b EVENT_TIME " + Long.MAX_VALUE,
                        "c EVENT_TIME " + Long.MIN_VALUE)
                .run();
    }

    @Test
    void timersOfThePastFireWithTheNextWatermark() throws Exception {
        try (var harness = harness()) {
            harness.processWatermark(100);
            harness.processElement("a event 7", 1);
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.processWatermark(101);
            assertThat(harness.extractOutputStreamRecords()).containsExactly(new StreamRecord<>("a EVENT_TIME 7", 7));
        }
    }

    @Test
    void timersFireInTheOrderOfTheirTimesBeforeTheWatermarkGoesOn() throws Exception {
        try (var harness = harness()) {
            harness.processElement("a event 30");
            harness.processElement("b event 10");
            harness.processElement("c event 20");
            harness.processWatermark(50);
            assertThat(harness.getOutput())
                    .containsExactly(
                            new StreamRecord<>("b EVENT_TIME 10", 10),
                            new StreamRecord<>("c EVENT_TIME 20", 20),
                            new StreamRecord<>("a EVENT_TIME 30", 30),
                            new Watermark(50));
        }
    }

    @Test
    void theEndOfInputLeavesProcessingTimeTimersAlone() throws Exception {
        verification().input("a processing 10", 1).end().expect().run();
    }

    @Test
    void aFunctionThatIsNotMadeForKeysHasTimersOnAStreamThatHasThem() throws Exception {
        DataStream<String> stream = StreamExecutionEnvironment.getExecutionEnvironment()
                .fromData("")
                .keyBy(value -> value.charAt(0))
                .process(new ProcessFunction<String, String>() {
                    @Override
                    public void processElement(String value, Context context, Collector<String> out) {
                        context.timerService().registerEventTimeTimer(value.length());
                        context.timerService().registerProcessingTimeTimer(5);
                    }

                    @Override
                    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) {
                        out.collect(context.timeDomain() + " " + timestamp);
                    }
                });
        OperatorVerification.verify(stream)
                .input("a", 1)
                .input("bb", 1)
                .input("aa", 2)
                .watermark(2)
                .processingTime(5)
                .expect("EVENT_TIME 1", "EVENT_TIME 2", "EVENT_TIME 2", "PROCESSING_TIME 5", "PROCESSING_TIME 5")
                .run();
    }

    @Test
    void aHarnessCountsTimersAndStates() throws Exception {
        try (var harness = harness()) {
            harness.processElement("a event 1");
            harness.processElement("b twice 2");
            harness.processElement("b processing 2");
            assertThat(harness.numEventTimeTimers()).isEqualTo(2);
            assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
            assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
            harness.processWatermark(9);
            assertThat(harness.numEventTimeTimers()).isZero();
            assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
        }
    }
}

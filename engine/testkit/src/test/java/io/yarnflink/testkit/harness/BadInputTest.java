package io.yarnflink.testkit.harness;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.datastream.KeyedStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.ProcessFunction;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.windowing.assigners.EventTimeSessionWindows;
import io.yarnflink.api.windowing.assigners.ProcessingTimeSessionWindows;
import io.yarnflink.api.windowing.assigners.SlidingEventTimeWindows;
import io.yarnflink.api.windowing.assigners.SlidingProcessingTimeWindows;
import io.yarnflink.api.windowing.assigners.TumblingEventTimeWindows;
import io.yarnflink.api.windowing.assigners.TumblingProcessingTimeWindows;
import io.yarnflink.api.windowing.assigners.WindowAssigner;
import io.yarnflink.api.windowing.windows.TimeWindow;
import io.yarnflink.testkit.harness.operators.KeyedProcessOperator;
import io.yarnflink.testkit.harness.operators.StreamMap;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What programs are told that do what cannot work. */
@SuppressWarnings({"NullAway", "SameNameButDifferent"
}) // Functions have a Context each, and know what their state holds.
class BadInputTest {
    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    private KeyedStream<Long, Long> keyed() {
        return env.fromData(0L).keyBy(value -> value % 10);
    }

    private static OneInputStreamOperatorTestHarness<Long, Long> open(DataStream<Long> stream) throws Exception {
        OneInputStreamOperatorTestHarness<Long, Long> harness = OneInputStreamOperatorTestHarness.of(stream);
        harness.open();
        return harness;
    }

    @Test
    void windowsOfEventTimeSayHowRecordsGetTimestamps() throws Exception {
        for (WindowAssigner<Object, TimeWindow> assigner : List.of(
                TumblingEventTimeWindows.of(Duration.ofMillis(10)),
                SlidingEventTimeWindows.of(Duration.ofMillis(10), Duration.ofMillis(5)),
                EventTimeSessionWindows.withGap(Duration.ofMillis(10)))) {
            try (var harness = open(keyed().window(assigner).sum(0))) {
                assertThatThrownBy(() -> harness.processElement(1L))
                        .hasMessageContaining("assignTimestampsAndWatermarks(...)")
                        .hasMessageContaining(assigner.getClass().getSimpleName());
            }
        }
    }

    @Test
    void timestampsAtTheEndsOfTimeHaveNoWindow() throws Exception {
        for (WindowAssigner<Object, TimeWindow> assigner : List.of(
                TumblingEventTimeWindows.of(Duration.ofMillis(10)),
                SlidingEventTimeWindows.of(Duration.ofMillis(10), Duration.ofMillis(5)),
                EventTimeSessionWindows.withGap(Duration.ofMillis(10)))) {
            for (long timestamp : new long[] {Long.MAX_VALUE, Long.MIN_VALUE + 1}) {
                try (var harness = open(keyed().window(assigner).sum(0))) {
                    assertThatThrownBy(() -> harness.processElement(1L, timestamp))
                            .hasMessageContaining("Timestamp " + timestamp)
                            .hasMessageContaining("milliseconds since the epoch");
                }
            }
        }
    }

    @Test
    void senselessSizesOfWindowsAreRefusedWithTheirValues() {
        assertThatThrownBy(() -> TumblingEventTimeWindows.of(Duration.ofMillis(-1)))
                .hasMessageContaining("-1 ms");
        assertThatThrownBy(() -> TumblingProcessingTimeWindows.of(Duration.ZERO))
                .hasMessageContaining("0 ms");
        assertThatThrownBy(() -> TumblingEventTimeWindows.of(Duration.ofMillis(10), Duration.ofMillis(10)))
                .hasMessageContaining("offset 10 ms");
        assertThatThrownBy(() -> SlidingEventTimeWindows.of(Duration.ofMillis(10), Duration.ofMillis(-5)))
                .hasMessageContaining("slide -5 ms");
        assertThatThrownBy(() -> SlidingProcessingTimeWindows.of(Duration.ofMillis(-10), Duration.ofMillis(5)))
                .hasMessageContaining("-10 ms");
        assertThatThrownBy(() -> EventTimeSessionWindows.withGap(Duration.ofMillis(-10)))
                .hasMessageContaining("-10 ms");
        assertThatThrownBy(() -> ProcessingTimeSessionWindows.withGap(Duration.ZERO))
                .hasMessageContaining("0 ms");
        assertThatThrownBy(() -> keyed().window(TumblingEventTimeWindows.of(Duration.ofMillis(10)))
                        .allowedLateness(Duration.ofMillis(-3)))
                .hasMessageContaining("PT-0.003S");
    }

    @Test
    void aDynamicGapThatIsNotPositiveNamesTheRecord() throws Exception {
        try (var harness = open(keyed().window(EventTimeSessionWindows.withDynamicGap(value -> -1))
                .sum(0))) {
            assertThatThrownBy(() -> harness.processElement(17L, 1)).hasMessageContaining("-1");
        }
    }

    @Test
    @SuppressWarnings("NullAway") // That is what is tested.
    void aKeySelectorThatGivesNullIsNamedWithTheRecord() throws Exception {
        DataStream<Long> stream =
                env.fromData(0L).keyBy(value -> value == 13L ? null : value).reduce(Long::sum);
        try (var harness = open(stream)) {
            harness.processElement(1L);
            assertThatThrownBy(() -> harness.processElement(13L))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("The key selector returned null for the record '13'; keys must not be null");
        }
    }

    @Test
    void keyedStateAndTimersWithoutKeysSayToCallKeyBy() throws Exception {
        ProcessFunction<Long, Long> stateful = new ProcessFunction<>() {
            @Override
            public void processElement(Long value, Context context, Collector<Long> out) {
                getRuntimeContext().getState(new ValueStateDescriptor<>("seen", Types.LONG));
            }
        };
        try (var harness = open(env.fromData(0L).process(stateful).returns(Types.LONG))) {
            assertThatThrownBy(() -> harness.processElement(1L))
                    .hasMessageContaining("'seen'")
                    .hasMessageContaining("Operator 'Process'")
                    .hasMessageContaining("call keyBy before it");
        }
        ProcessFunction<Long, Long> timed = new ProcessFunction<>() {
            @Override
            public void processElement(Long value, Context context, Collector<Long> out) {
                switch (value.intValue()) {
                    case 1 -> context.timerService().registerEventTimeTimer(1);
                    case 2 -> context.timerService().registerProcessingTimeTimer(1);
                    case 3 -> context.timerService().deleteEventTimeTimer(1);
                    default -> context.timerService().deleteProcessingTimeTimer(1);
                }
            }
        };
        try (var harness = open(env.fromData(0L).process(timed).returns(Types.LONG))) {
            for (long value = 1; value <= 4; value++) {
                long command = value;
                assertThatThrownBy(() -> harness.processElement(command))
                        .hasMessageContaining("timers")
                        .hasMessageContaining("call keyBy before it");
            }
        }
    }

    @Test
    void aKeyOfAnotherSubtaskAsksWhetherTheSelectorIsStable() throws Exception {
        try (var harness = OneInputStreamOperatorTestHarness.<Long, Long>of(keyed().reduce(Long::sum), 128, 128, 5)) {
            harness.open();
            assertThatThrownBy(() -> {
                        for (long value = 0; value < 10; value++) {
                            harness.processElement(value);
                        }
                    })
                    .hasMessageContaining("this subtask owns key groups 5..5")
                    .hasMessageContaining("Does the key selector give the same key for the same value every time?");
        }
    }

    @Test
    void aHarnessSaysWhichOneFits() {
        DataStream<Long> one = keyed().reduce(Long::sum);
        assertThatThrownBy(() -> TwoInputStreamOperatorTestHarness.of(one))
                .hasMessageContaining("has one input")
                .hasMessageContaining("OneInputStreamOperatorTestHarness");
        assertThatThrownBy(() -> OneInputStreamOperatorTestHarness.of(env.fromData(1L)))
                .hasMessageContaining("no operator that a harness can run");
        assertThatThrownBy(() -> new OneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new KeyedProcessFunction<String, String, String>() {
                            @Override
                            public void processElement(String value, Context context, Collector<String> out) {}
                        })))
                .hasMessageContaining("KeyedOneInputStreamOperatorTestHarness");
        assertThatThrownBy(() -> new OneInputStreamOperatorTestHarness<Long, Long>(new StreamMap<>(value -> value))
                        .processElement(1L))
                .hasMessageContaining("call open() first");
    }
}

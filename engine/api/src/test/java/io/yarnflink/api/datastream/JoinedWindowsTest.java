package io.yarnflink.api.datastream;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.CoGroupFunction;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.FlatJoinFunction;
import io.yarnflink.api.functions.JoinFunction;
import io.yarnflink.api.functions.RichCoGroupFunction;
import io.yarnflink.api.functions.RichFlatJoinFunction;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.transformation.OneInputTransformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.windowing.assigners.TumblingEventTimeWindows;
import io.yarnflink.api.windowing.evictors.CountEvictor;
import io.yarnflink.api.windowing.time.Time;
import io.yarnflink.api.windowing.triggers.CountTrigger;
import io.yarnflink.api.windowing.triggers.EventTimeTrigger;
import io.yarnflink.api.windowing.windows.TimeWindow;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"deprecation", "NullAway"}) // Release 1 names are tested too, and what is not given.
class JoinedWindowsTest {
    private static final TumblingEventTimeWindows WINDOWS = TumblingEventTimeWindows.of(Duration.ofSeconds(1));
    private static final JoinFunction<String, Integer, String> PAIR = (word, number) -> word + number;
    private static final CoGroupFunction<String, Integer, Long> COUNT = (words, numbers, out) -> out.collect(1L);

    private final StreamExecutionEnvironment env = new StreamExecutionEnvironment();
    private final DataStream<String> words = env.fromData("a", "bb");
    private final DataStream<Integer> numbers = env.fromData(1, 2);

    /** Windows over keys of both streams, made as only subclasses may. */
    private static final class OwnGroups extends CoGroupedStreams.WithWindow<String, Integer, Integer, TimeWindow> {
        OwnGroups(DataStream<String> words, DataStream<Integer> numbers, Time lateness) {
            super(
                    words,
                    numbers,
                    String::length,
                    number -> number,
                    Types.INT,
                    WINDOWS,
                    EventTimeTrigger.create(),
                    CountEvictor.of(3),
                    lateness);
        }

        OwnGroups(DataStream<String> words, DataStream<Integer> numbers, Duration lateness) {
            super(words, numbers, String::length, number -> number, Types.INT, WINDOWS, null, null, lateness);
        }
    }

    /** Joined windows, made as only subclasses may. */
    private static final class OwnPairs extends JoinedStreams.WithWindow<String, Integer, Integer, TimeWindow> {
        OwnPairs(DataStream<String> words, DataStream<Integer> numbers, Time lateness) {
            super(
                    words,
                    numbers,
                    String::length,
                    number -> number,
                    Types.INT,
                    WINDOWS,
                    EventTimeTrigger.create(),
                    CountEvictor.of(3),
                    lateness);
        }

        OwnPairs(DataStream<String> words, DataStream<Integer> numbers, Duration lateness) {
            super(words, numbers, String::length, number -> number, Types.INT, WINDOWS, null, null, lateness);
        }
    }

    private static OperatorDescriptor.Windows<?, ?, ?, ?> windows(DataStream<?> result) {
        OneInputTransformation<?, ?> transformation = (OneInputTransformation<?, ?>) result.getTransformation();
        return (OperatorDescriptor.Windows<?, ?, ?, ?>) transformation.operator();
    }

    @Test
    void groupsTakeTheirTriggerEvictorAndLateness() {
        OperatorDescriptor.Windows<?, ?, ?, ?> told =
                windows(new OwnGroups(words, numbers, Time.seconds(5)).apply(COUNT, Types.LONG));
        assertThat(told.evictor()).hasToString("CountEvictor(3)");
        assertThat(told.allowedLatenessMillis()).isEqualTo(5_000);
        OperatorDescriptor.Windows<?, ?, ?, ?> untold =
                windows(new OwnGroups(words, numbers, Duration.ofSeconds(4)).apply(COUNT, Types.LONG));
        assertThat(untold.evictor()).isNull();
        assertThat(untold.allowedLatenessMillis()).isEqualTo(4_000);
        assertThat(windows(new OwnGroups(words, numbers, (Time) null).with(COUNT, Types.LONG))
                        .allowedLatenessMillis())
                .isZero();
    }

    @Test
    void pairsTakeTheirTriggerEvictorAndLateness() {
        OperatorDescriptor.Windows<?, ?, ?, ?> told =
                windows(new OwnPairs(words, numbers, Time.seconds(5)).apply(PAIR, Types.STRING));
        assertThat(told.evictor()).hasToString("CountEvictor(3)");
        assertThat(told.allowedLatenessMillis()).isEqualTo(5_000);
        OperatorDescriptor.Windows<?, ?, ?, ?> untold =
                windows(new OwnPairs(words, numbers, Duration.ofSeconds(4)).with(PAIR, Types.STRING));
        assertThat(untold.evictor()).isNull();
        assertThat(untold.allowedLatenessMillis()).isEqualTo(4_000);
    }

    @Test
    void whatIsSetOnAVariantLeavesTheOthersAsTheyWere() {
        OwnGroups groups = new OwnGroups(words, numbers, Duration.ofSeconds(4));
        OperatorDescriptor.Windows<?, ?, ?, ?> variant = windows(groups.trigger(CountTrigger.of(2))
                .evictor(CountEvictor.of(7))
                .allowedLateness(Duration.ofSeconds(9))
                .apply(COUNT, Types.LONG));
        assertThat(variant.trigger()).hasToString("CountTrigger(2)");
        assertThat(variant.evictor()).hasToString("CountEvictor(7)");
        assertThat(variant.allowedLatenessMillis()).isEqualTo(9_000);
        assertThat(windows(groups.apply(COUNT, Types.LONG)).evictor()).isNull();
        OwnPairs pairs = new OwnPairs(words, numbers, Duration.ofSeconds(4));
        assertThat(windows(pairs.evictor(CountEvictor.of(7)).apply(PAIR, Types.STRING))
                        .evictor())
                .hasToString("CountEvictor(7)");
        assertThat(windows(pairs.apply(PAIR, Types.STRING)).evictor()).isNull();
    }

    @Test
    void resultsOfEachWayHaveTheirType() {
        JoinedStreams<String, Integer>.Where<Integer>.EqualTo joined =
                words.join(numbers).where(String::length, Types.INT).equalTo(number -> number, Types.INT);
        FlatJoinFunction<String, Integer, String> flat = (word, number, out) -> out.collect(word);
        assertThat(joined.window(WINDOWS).apply(PAIR).getType()).isEqualTo(Types.STRING);
        assertThat(joined.window(WINDOWS).with(PAIR).getType()).isEqualTo(Types.STRING);
        assertThat(joined.window(WINDOWS).apply(flat, Types.STRING).getType()).isEqualTo(Types.STRING);
        assertThat(joined.window(WINDOWS).with(flat, Types.STRING).getType()).isEqualTo(Types.STRING);
        assertThat(joined.window(WINDOWS).apply(new Both()).getType()).isEqualTo(Types.STRING);
        assertThat(joined.window(WINDOWS).with(new Both()).getType()).isEqualTo(Types.STRING);
        CoGroupedStreams<String, Integer>.Where<Integer>.EqualTo grouped =
                words.coGroup(numbers).where(String::length, Types.INT).equalTo(number -> number, Types.INT);
        assertThat(grouped.window(WINDOWS).apply(new Sizes()).getType()).isEqualTo(Types.LONG);
        assertThat(grouped.window(WINDOWS).with(new Sizes()).getType()).isEqualTo(Types.LONG);
    }

    @Test
    void windowsCanBeSetUpAfterwards() {
        OperatorDescriptor.Windows<?, ?, ?, ?> pairs = windows(words.join(numbers)
                .where(String::length, Types.INT)
                .equalTo(number -> number, Types.INT)
                .window(WINDOWS)
                .trigger(CountTrigger.of(1))
                .evictor(CountEvictor.of(2))
                .allowedLateness(Time.minutes(1))
                .apply(PAIR, Types.STRING));
        assertThat(pairs.trigger()).hasToString("CountTrigger(1)");
        assertThat(pairs.evictor()).hasToString("CountEvictor(2)");
        assertThat(pairs.allowedLatenessMillis()).isEqualTo(60_000);
        OperatorDescriptor.Windows<?, ?, ?, ?> groups = windows(words.coGroup(numbers)
                .where(String::length, Types.INT)
                .equalTo(number -> number, Types.INT)
                .window(WINDOWS)
                .trigger(CountTrigger.of(1))
                .evictor(CountEvictor.of(2))
                .allowedLateness(Time.minutes(1))
                .apply(COUNT, Types.LONG));
        assertThat(groups.trigger()).hasToString("CountTrigger(1)");
        assertThat(groups.evictor()).hasToString("CountEvictor(2)");
        assertThat(groups.allowedLatenessMillis()).isEqualTo(60_000);
    }

    /** Makes words of both. */
    private static final class Both extends RichFlatJoinFunction<String, Integer, String> {
        @Override
        public void join(String first, Integer second, Collector<String> out) {
            out.collect(first + second);
        }
    }

    /** Counts both sides. */
    private static final class Sizes extends RichCoGroupFunction<String, Integer, Long> {
        @Override
        public void coGroup(Iterable<String> first, Iterable<Integer> second, Collector<Long> out) {
            long size = 0;
            for (String ignored : first) {
                size++;
            }
            for (Integer ignored : second) {
                size++;
            }
            out.collect(size);
        }
    }
}

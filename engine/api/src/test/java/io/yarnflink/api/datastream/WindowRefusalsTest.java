package io.yarnflink.api.datastream;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.RichAggregateFunction;
import io.yarnflink.api.functions.RichReduceFunction;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.windowing.assigners.EventTimeSessionWindows;
import io.yarnflink.api.windowing.assigners.GlobalWindows;
import io.yarnflink.api.windowing.assigners.TumblingEventTimeWindows;
import io.yarnflink.api.windowing.evictors.CountEvictor;
import io.yarnflink.api.windowing.triggers.DeltaTrigger;
import io.yarnflink.api.windowing.triggers.PurgingTrigger;
import io.yarnflink.api.windowing.windows.GlobalWindow;
import io.yarnflink.api.windowing.windows.Window;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // What is refused.
class WindowRefusalsTest {
    private final DataStream<Tuple2<String, Long>> events =
            new StreamExecutionEnvironment().fromData(Tuple2.of("a", 1L), Tuple2.of("b", 2L));
    private final KeyedStream<Tuple2<String, Long>, String> keyed = events.keyBy(event -> event.f0);

    @Test
    void aNegativeLatenessIsRefusedWhereverItIsGiven() {
        Duration negative = Duration.ofMillis(-1);
        TumblingEventTimeWindows windows = TumblingEventTimeWindows.of(Duration.ofSeconds(1));
        assertThatThrownBy(() -> keyed.window(windows).allowedLateness(negative))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The allowed lateness cannot be negative, was PT-0.001S");
        assertThatThrownBy(() -> events.windowAll(windows).allowedLateness(negative))
                .hasMessage("The allowed lateness cannot be negative, was PT-0.001S");
        assertThatThrownBy(() -> events.join(events)
                        .where(event -> event.f0)
                        .equalTo(event -> event.f0)
                        .window(windows)
                        .allowedLateness(negative))
                .hasMessage("The allowed lateness cannot be negative, was PT-0.001S");
    }

    @Test
    void aTriggerThatCannotMergeIsRefusedForSessions() {
        DeltaTrigger<Tuple2<String, Long>, Window> delta = DeltaTrigger.of(
                1, (old, now) -> now.f1 - old.f1, events.getType().createSerializer(new ExecutionConfig()));
        EventTimeSessionWindows sessions = EventTimeSessionWindows.withGap(Duration.ofSeconds(1));
        assertThatThrownBy(() -> keyed.window(sessions).trigger(delta))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageStartingWith("DeltaTrigger(")
                .hasMessageEndingWith(" cannot be used with EventTimeSessionWindows(1000), whose windows merge: the"
                        + " trigger's canMerge() says no");
        assertThatThrownBy(() -> events.windowAll(sessions).trigger(PurgingTrigger.of(delta)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageStartingWith("PurgingTrigger(DeltaTrigger(");
    }

    @Test
    void richFunctionsInsideWindowsAreRefused() {
        WindowedStream<Tuple2<String, Long>, String, GlobalWindow> windows = keyed.window(GlobalWindows.create());
        assertThatThrownBy(() -> windows.reduce(new RichReduceFunction<>() {
                    @Override
                    public Tuple2<String, Long> reduce(Tuple2<String, Long> a, Tuple2<String, Long> b) {
                        return a;
                    }
                }))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("The reduce function of a window cannot be a RichFunction");
        assertThatThrownBy(() -> windows.evictor(CountEvictor.of(1)).aggregate(new Count()))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("The aggregate function of a window cannot be a RichFunction")
                .hasMessageContaining("Count");
    }

    private static final class Count extends RichAggregateFunction<Tuple2<String, Long>, Long, Long> {
        @Override
        public Long createAccumulator() {
            return 0L;
        }

        @Override
        public Long add(Tuple2<String, Long> value, Long accumulator) {
            return accumulator + 1;
        }

        @Override
        public Long getResult(Long accumulator) {
            return accumulator;
        }

        @Override
        public Long merge(Long a, Long b) {
            return a + b;
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> keyed.window(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("window assigner is null");
        WindowedStream<Tuple2<String, Long>, String, GlobalWindow> windows = keyed.window(GlobalWindows.create());
        assertThatThrownBy(() -> windows.trigger(null)).hasMessage("trigger is null");
        assertThatThrownBy(() -> windows.evictor(null)).hasMessage("evictor is null");
        assertThatThrownBy(() -> windows.sideOutputLateData(null)).hasMessage("Side output tag must not be null.");
    }

    @Test
    void intervalsAreOfEventTime() {
        assertThatThrownBy(() -> keyed.intervalJoin(keyed)
                        .inProcessingTime()
                        .between(Duration.ofMillis(-1), Duration.ofMillis(1)))
                .isInstanceOf(UnsupportedTimeCharacteristicException.class)
                .hasMessage("Interval joins work in event time only");
    }
}

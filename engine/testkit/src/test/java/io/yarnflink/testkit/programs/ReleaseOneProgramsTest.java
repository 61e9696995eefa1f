package io.yarnflink.testkit.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.datastream.SingleOutputStreamOperator;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.functions.AssignerWithPunctuatedWatermarks;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.RichMapFunction;
import io.yarnflink.api.functions.co.ProcessJoinFunction;
import io.yarnflink.api.functions.timestamps.AscendingTimestampExtractor;
import io.yarnflink.api.functions.windowing.RichProcessAllWindowFunction;
import io.yarnflink.api.functions.windowing.RichProcessWindowFunction;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.windowing.assigners.SlidingEventTimeWindows;
import io.yarnflink.api.windowing.assigners.TumblingEventTimeWindows;
import io.yarnflink.api.windowing.evictors.TimeEvictor;
import io.yarnflink.api.windowing.time.Time;
import io.yarnflink.api.windowing.windows.TimeWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@SuppressWarnings({"deprecation", "SameNameButDifferent"}) // Release 1's names are what is tested.
class ReleaseOneProgramsTest {
    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    /** The second field is the time. */
    private static final class Time1 extends AscendingTimestampExtractor<Tuple2<String, Long>> {
        @Override
        public long extractAscendingTimestamp(Tuple2<String, Long> element) {
            return element.f1;
        }
    }

    /** A watermark follows each record. */
    private static final class EachRecord implements AssignerWithPunctuatedWatermarks<Tuple2<String, Long>> {
        @Override
        public Watermark checkAndGetNextWatermark(Tuple2<String, Long> lastElement, long extractedTimestamp) {
            return new Watermark(extractedTimestamp);
        }

        @Override
        public long extractTimestamp(Tuple2<String, Long> element, long recordTimestamp) {
            return element.f1;
        }
    }

    private DataStream<Tuple2<String, Long>> events() {
        return env.fromData(
                Tuple2.of("a", 1L), Tuple2.of("b", 2L), Tuple2.of("a", 9L), Tuple2.of("a", 12L), Tuple2.of("b", 25L));
    }

    /** Opened with a configuration, once per subtask. */
    private static final class Opened extends RichMapFunction<Tuple2<String, Long>, Tuple2<String, Long>> {
        private int opens;

        @Override
        public void open(Configuration parameters) throws Exception {
            super.open(parameters);
            opens++;
        }

        @Override
        public Tuple2<String, Long> map(Tuple2<String, Long> value) {
            return Tuple2.of(value.f0 + opens, value.f1);
        }
    }

    /** Tells of a window, once it was opened with a context. */
    private static final class Told
            extends RichProcessWindowFunction<Tuple2<String, Long>, String, String, TimeWindow> {
        private int opens;

        @Override
        public void open(OpenContext context) {
            opens++;
        }

        @Override
        public void process(
                String key, Context context, Iterable<Tuple2<String, Long>> elements, Collector<String> out) {
            StringBuilder times = new StringBuilder();
            for (Tuple2<String, Long> element : elements) {
                times.append(' ').append(element.f1);
            }
            out.collect(key + opens + " " + context.window().getStart() + ":" + times);
        }
    }

    @Test
    void windowsOfTimesAreFilledByExtractedTimestamps() throws Exception {
        assertThat(events().assignTimestampsAndWatermarks(new Time1())
                        .map(new Opened())
                        .keyBy(event -> event.f0)
                        .window(TumblingEventTimeWindows.of(Time.milliseconds(10)))
                        .allowedLateness(Time.seconds(1))
                        .evictor(TimeEvictor.of(Time.milliseconds(100)))
                        .process(new Told())
                        .executeAndCollect(10))
                .containsExactlyInAnyOrder("a11 0: 1 9", "b11 0: 2", "a11 10: 12", "b11 20: 25");
    }

    /** Tells of a window of all keys. */
    private static final class AllTold extends RichProcessAllWindowFunction<Tuple2<String, Long>, String, TimeWindow> {
        @Override
        public void process(Context context, Iterable<Tuple2<String, Long>> elements, Collector<String> out) {
            int count = 0;
            for (Tuple2<String, Long> ignored : elements) {
                count++;
            }
            out.collect(context.window().getStart() + ": " + count);
        }
    }

    @Test
    void punctuatedWatermarksMakeLateRecordsLate() throws Exception {
        env.setParallelism(1);
        OutputTag<Tuple2<String, Long>> late = new OutputTag<>("late") {};
        SingleOutputStreamOperator<String> windows = env.fromData(
                        Tuple2.of("a", 1L), Tuple2.of("a", 12L), Tuple2.of("b", 3L), Tuple2.of("b", 25L))
                .assignTimestampsAndWatermarks(new EachRecord())
                .windowAll(SlidingEventTimeWindows.of(Time.milliseconds(10), Time.milliseconds(10)))
                .sideOutputLateData(late)
                .process(new AllTold());
        assertThat(windows.union(windows.getSideOutput(late).map(event -> "late " + event))
                        .executeAndCollect(10))
                .containsExactlyInAnyOrder("0: 1", "late (b,3)", "10: 1", "20: 1");
    }

    @Test
    void streamsAreJoinedGroupedAndPairedByTimes() throws Exception {
        DataStream<Tuple2<String, Long>> left = events().assignTimestampsAndWatermarks(new Time1());
        DataStream<Tuple2<String, Long>> right =
                env.fromData(Tuple2.of("a", 3L), Tuple2.of("b", 31L)).assignTimestampsAndWatermarks(new Time1());
        DataStream<String> joined = left.join(right)
                .where(event -> event.f0)
                .equalTo(event -> event.f0)
                .window(TumblingEventTimeWindows.of(Time.milliseconds(10)))
                .allowedLateness(Time.milliseconds(5))
                .with((l, r) -> "join " + l + r, Types.STRING);
        DataStream<String> grouped = left.coGroup(right)
                .where(event -> event.f0)
                .equalTo(event -> event.f0)
                .window(SlidingEventTimeWindows.of(Time.milliseconds(20), Time.milliseconds(20), Time.milliseconds(0)))
                .with((l, r, out) -> out.collect("group " + size(l) + size(r)), Types.STRING);
        DataStream<String> paired = left.keyBy(event -> event.f0)
                .intervalJoin(right.keyBy(event -> event.f0))
                .between(Time.milliseconds(-6), Time.milliseconds(6))
                .process(new ProcessJoinFunction<Tuple2<String, Long>, Tuple2<String, Long>, String>() {
                    @Override
                    public void processElement(
                            Tuple2<String, Long> l, Tuple2<String, Long> r, Context ctx, Collector<String> out) {
                        out.collect("pair " + l + r + ctx.getLeftTimestamp() + "/" + ctx.getRightTimestamp());
                    }
                });
        assertThat(joined.union(grouped, paired).executeAndCollect(20))
                .containsExactlyInAnyOrder(
                        "join (a,1)(a,3)",
                        "join (a,9)(a,3)",
                        "group 31",
                        "group 10",
                        "group 11",
                        "pair (a,1)(a,3)1/3",
                        "pair (a,9)(a,3)9/3",
                        "pair (b,25)(b,31)25/31");
    }

    private static long size(Iterable<?> records) {
        long size = 0;
        for (Object ignored : records) {
            size++;
        }
        return size;
    }

    @Test
    void windowsOfEventTimeNeedTimestamps() {
        assertThatThrownBy(() -> events().keyBy(event -> event.f0)
                        .window(TumblingEventTimeWindows.of(Time.seconds(1)))
                        .sum(1)
                        .executeAndCollect(10))
                .hasStackTraceContaining("Record has Long.MIN_VALUE timestamp (= no timestamp marker), which"
                        + " TumblingEventTimeWindows cannot put into a window of event time. Is the watermark strategy"
                        + " missing?");
    }

    @Test
    void aHandlerCanFailTheJobAtTimestampsThatGoBack() {
        env.setParallelism(1);
        assertThatThrownBy(() -> env.fromData(Tuple2.of("a", 5L), Tuple2.of("a", 3L))
                        .assignTimestampsAndWatermarks(
                                new Time1().withViolationHandler(new AscendingTimestampExtractor.FailingHandler()))
                        .executeAndCollect(10))
                .hasStackTraceContaining("Timestamps must ascend, but 3 came after 5");
    }
}

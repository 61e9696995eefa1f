package io.yarnflink.testkit.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.datastream.AsyncDataStream;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.datastream.KeyedStream;
import io.yarnflink.api.datastream.SingleOutputStreamOperator;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.ProcessFunction;
import io.yarnflink.api.functions.async.AsyncFunction;
import io.yarnflink.api.functions.async.ResultFuture;
import io.yarnflink.api.functions.co.ProcessJoinFunction;
import io.yarnflink.api.functions.co.RichCoFlatMapFunction;
import io.yarnflink.api.functions.windowing.ProcessWindowFunction;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.windowing.assigners.EventTimeSessionWindows;
import io.yarnflink.api.windowing.assigners.TumblingEventTimeWindows;
import io.yarnflink.api.windowing.windows.TimeWindow;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@SuppressWarnings("SameNameButDifferent") // Each function has a Context of its own.
class WindowsTest {
    private static final WatermarkStrategy<Tuple2<String, Long>> IN_ORDER =
            WatermarkStrategy.<Tuple2<String, Long>>forMonotonousTimestamps()
                    .withTimestampAssigner((event, old) -> event.f1);

    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    private KeyedStream<Tuple2<String, Long>, String> events() {
        return env.fromData(
                        Tuple2.of("a", 1L),
                        Tuple2.of("b", 2L),
                        Tuple2.of("a", 9L),
                        Tuple2.of("a", 12L),
                        Tuple2.of("b", 25L))
                .assignTimestampsAndWatermarks(IN_ORDER)
                .keyBy(event -> event.f0);
    }

    @Test
    void tumblingWindowsSumUpTheRecordsOfTheirTime() throws Exception {
        List<Tuple2<String, Long>> sums = events().window(TumblingEventTimeWindows.of(Duration.ofMillis(10)))
                .sum(1)
                .executeAndCollect(10);
        assertThat(sums)
                .containsExactlyInAnyOrder(
                        Tuple2.of("a", 10L), Tuple2.of("b", 2L), Tuple2.of("a", 12L), Tuple2.of("b", 25L));
    }

    @Test
    void sessionsMergeAndTellTheirBounds() throws Exception {
        List<String> sessions = events().window(EventTimeSessionWindows.withGap(Duration.ofMillis(5)))
                .process(new ProcessWindowFunction<Tuple2<String, Long>, String, String, TimeWindow>() {
                    @Override
                    public void process(
                            String key,
                            Context context,
                            Iterable<Tuple2<String, Long>> elements,
                            Collector<String> out) {
                        int count = 0;
                        for (Tuple2<String, Long> ignored : elements) {
                            count++;
                        }
                        out.collect(key + " " + context.window().getStart() + ".."
                                + context.window().getEnd() + " " + count);
                    }
                })
                .executeAndCollect(10);
        assertThat(sessions).containsExactlyInAnyOrder("a 1..6 1", "a 9..17 2", "b 2..7 1", "b 25..30 1");
    }

    @Test
    void countWindowsFireWhenTheyAreFull() throws Exception {
        env.setParallelism(1);
        assertThat(events().countWindow(2).sum(1).executeAndCollect(10))
                .containsExactlyInAnyOrder(Tuple2.of("a", 10L), Tuple2.of("b", 27L));
    }

    @Test
    void joinedWindowsPairRecordsWithEqualKeys() throws Exception {
        DataStream<Tuple2<String, Long>> right =
                env.fromData(Tuple2.of("a", 3L), Tuple2.of("b", 31L)).assignTimestampsAndWatermarks(IN_ORDER);
        List<String> pairs = events().join(right)
                .where(event -> event.f0)
                .equalTo(event -> event.f0)
                .window(TumblingEventTimeWindows.of(Duration.ofMillis(10)))
                .apply((left, other) -> left + "-" + other)
                .executeAndCollect(10);
        assertThat(pairs).containsExactlyInAnyOrder("(a,1)-(a,3)", "(a,9)-(a,3)");
    }

    @Test
    void intervalJoinsPairRecordsThatLieNearEachOther() throws Exception {
        KeyedStream<Tuple2<String, Long>, String> right = env.fromData(Tuple2.of("a", 11L), Tuple2.of("b", 4L))
                .assignTimestampsAndWatermarks(IN_ORDER)
                .keyBy(event -> event.f0);
        List<String> pairs = events().intervalJoin(right)
                .between(Duration.ofMillis(-2), Duration.ofMillis(2))
                .process(new ProcessJoinFunction<Tuple2<String, Long>, Tuple2<String, Long>, String>() {
                    @Override
                    public void processElement(
                            Tuple2<String, Long> left,
                            Tuple2<String, Long> other,
                            Context context,
                            Collector<String> out) {
                        out.collect(left + "-" + other + "@" + context.getTimestamp());
                    }
                })
                .executeAndCollect(10);
        assertThat(pairs).containsExactlyInAnyOrder("(a,9)-(a,11)@11", "(a,12)-(a,11)@12", "(b,2)-(b,4)@4");
    }

    @Test
    void connectedStreamsShareTheStateOfAKey() throws Exception {
        DataStream<String> blocked = env.fromData("a");
        List<String> passed = events().connect(blocked.keyBy(word -> word))
                .flatMap(new RichCoFlatMapFunction<Tuple2<String, Long>, String, String>() {
                    private transient ValueState<Long> count;

                    @Override
                    public void open(OpenContext context) {
                        count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Long.class, 0L));
                    }

                    @Override
                    public void flatMap1(Tuple2<String, Long> value, Collector<String> out) throws Exception {
                        count.update(count.value() + 1);
                        out.collect(value.f0 + count.value());
                    }

                    @Override
                    public void flatMap2(String value, Collector<String> out) {}
                })
                .executeAndCollect(10);
        assertThat(passed).containsExactlyInAnyOrder("a1", "a2", "a3", "b1", "b2");
    }

    @Test
    void sideOutputsCarryWhatAFunctionEmitsToThem() throws Exception {
        OutputTag<String> odd = new OutputTag<>("odd") {};
        SingleOutputStreamOperator<Long> even = env.fromSequence(1, 6).process(new ProcessFunction<Long, Long>() {
            @Override
            public void processElement(Long value, Context ctx, Collector<Long> out) {
                if (value % 2 == 0) {
                    out.collect(value);
                } else {
                    ctx.output(odd, "odd " + value);
                }
            }
        });
        DataStream<String> all = even.map(value -> "even " + value).union(even.getSideOutput(odd));
        assertThat(all.executeAndCollect(10))
                .containsExactlyInAnyOrder("odd 1", "even 2", "odd 3", "even 4", "odd 5", "even 6");
    }

    @Test
    void asynchronousAnswersKeepTheOrderOfTheRecords() throws Exception {
        DataStream<Long> numbers = env.fromSequence(1, 50).setParallelism(1);
        List<Long> doubled = AsyncDataStream.orderedWait(
                        numbers,
                        new AsyncFunction<Long, Long>() {
                            @Override
                            public void asyncInvoke(Long input, ResultFuture<Long> result) {
                                CompletableFuture.runAsync(() -> result.complete(List.of(input * 2)));
                            }
                        },
                        10,
                        TimeUnit.SECONDS,
                        4)
                .setParallelism(1)
                .executeAndCollect(100);
        assertThat(doubled).hasSize(50).isSorted().endsWith(100L);
    }
}

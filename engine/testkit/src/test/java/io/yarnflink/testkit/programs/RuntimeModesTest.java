package io.yarnflink.testkit.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.RuntimeExecutionMode;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.ExecutionOptions;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.ProcessFunction;
import io.yarnflink.api.functions.source.SourceFunction;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.windowing.assigners.TumblingEventTimeWindows;
import io.yarnflink.connectors.files.FileSource;
import io.yarnflink.connectors.files.TextLineInputFormat;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuntimeModesTest {
    private static final WatermarkStrategy<Tuple2<String, Long>> BY_FIELD =
            WatermarkStrategy.<Tuple2<String, Long>>forMonotonousTimestamps()
                    .withTimestampAssigner((event, before) -> event.f1);

    private final StreamExecutionEnvironment env =
            StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(2);

    @Test
    void aStreamingJobGivesEveryStepOfAKey() throws Exception {
        env.setRuntimeMode(RuntimeExecutionMode.STREAMING);
        assertThat(sums()).containsExactlyInAnyOrder("(a,1)", "(a,3)", "(b,5)", "(a,6)");
    }

    @Test
    void aBatchJobGivesOneResultForEachKeyAndAnAutomaticOneOfBoundedInputToo() throws Exception {
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        assertThat(sums()).containsExactlyInAnyOrder("(a,6)", "(b,5)");
        env.setRuntimeMode(RuntimeExecutionMode.AUTOMATIC);
        assertThat(sums()).containsExactlyInAnyOrder("(a,6)", "(b,5)");
        Configuration configuration = new Configuration();
        configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        env.configure(configuration);
        assertThat(sums()).hasSize(4);
    }

    @Test
    void theResultsOfABatchJobHaveTheLastTimeOfAll() throws Exception {
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        List<Long> times = env.fromData(Tuple2.of("a", 1L), Tuple2.of("a", 2L))
                .keyBy(event -> event.f0)
                .sum(1)
                .process(new ProcessFunction<Tuple2<String, Long>, Long>() {
                    @Override
                    public void processElement(
                            Tuple2<String, Long> sum,
                            ProcessFunction<Tuple2<String, Long>, Long>.Context context,
                            Collector<Long> out) {
                        out.collect(context.timestamp());
                    }
                })
                .executeAndCollect(10);
        assertThat(times).containsExactly(Long.MAX_VALUE);
    }

    private List<String> sums() throws Exception {
        return env.fromData(Tuple2.of("a", 1L), Tuple2.of("a", 2L), Tuple2.of("b", 5L), Tuple2.of("a", 3L))
                .keyBy(event -> event.f0)
                .sum(1)
                .map(Object::toString)
                .executeAndCollect(10);
    }

    @Test
    void automaticWithASourceThatNeverEndsIsStreamingAndBatchRefusesItByName() throws Exception {
        DataStream<Tuple2<String, Long>> endless = env.addSource(new EndsNeverHere());
        env.setRuntimeMode(RuntimeExecutionMode.AUTOMATIC);
        DataStream<Tuple2<String, Long>> sums = endless.keyBy(event -> event.f0).sum(1);
        assertThat(sums.executeAndCollect(3)).contains(Tuple2.of("a", 1L), Tuple2.of("a", 2L));
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        DataStream<Tuple2<String, Long>> again = env.addSource(new EndsNeverHere(), "endless")
                .map(event -> event)
                .returns(Types.TUPLE(Types.STRING, Types.LONG));
        assertThatThrownBy(() -> again.executeAndCollect(1))
                .hasMessage("'Source: endless' has no end, so that the job cannot run in BATCH mode, which gives its"
                        + " results at the end. Bound the source, or set the runtime mode to STREAMING or AUTOMATIC");
        DataStream<String> watched = env.fromSource(
                FileSource.forRecordStreamFormat(new TextLineInputFormat(), new io.yarnflink.api.fs.Path("/nowhere"))
                        .monitorContinuously(Duration.ofSeconds(1))
                        .build(),
                WatermarkStrategy.noWatermarks(),
                "watched");
        assertThatThrownBy(() -> watched.executeAndCollect(1)).hasMessageContaining("'Source: watched' has no end");
    }

    @Test
    void inABatchJobNothingIsLateAndTimePassesAtTheEnd() throws Exception {
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        env.getConfig().setAutoWatermarkInterval(1);
        DataStream<Tuple2<String, Long>> disordered = env.fromSequence(1, 2_000)
                .setParallelism(1)
                .map(number -> Tuple2.of("a", 2_001 - number))
                .returns(Types.TUPLE(Types.STRING, Types.LONG))
                .setParallelism(1)
                .assignTimestampsAndWatermarks(BY_FIELD);
        List<Tuple2<String, Long>> sums = disordered
                .keyBy(event -> event.f0)
                .window(TumblingEventTimeWindows.of(Duration.ofSeconds(1)))
                .reduce((one, other) -> Tuple2.of(one.f0, one.f1 + other.f1))
                .executeAndCollect(10);
        assertThat(sums).containsExactly(Tuple2.of("a", 499_500L), Tuple2.of("a", 1_499_500L), Tuple2.of("a", 2_000L));
    }

    @Test
    void inABatchJobAllTimersFireAtTheEndInOrderAndSetNoOthers() throws Exception {
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        List<String> fired = env.fromData(Tuple2.of("a", 7L), Tuple2.of("a", 3L))
                .assignTimestampsAndWatermarks(BY_FIELD)
                .setParallelism(1)
                .keyBy(event -> event.f0)
                .process(new Timed())
                .executeAndCollect(20);
        assertThat(fired)
                .containsExactly(
                        "record 7 " + Long.MIN_VALUE,
                        "record 3 " + Long.MIN_VALUE,
                        "EVENT_TIME 3",
                        "EVENT_TIME 7",
                        "PROCESSING_TIME " + (Long.MAX_VALUE - 1));
    }

    private static final class Timed extends KeyedProcessFunction<String, Tuple2<String, Long>, String> {
        @Override
        public void processElement(
                Tuple2<String, Long> event,
                KeyedProcessFunction<String, Tuple2<String, Long>, String>.Context context,
                Collector<String> out) {
            out.collect("record " + event.f1 + " " + context.timerService().currentWatermark());
            context.timerService().registerEventTimeTimer(event.f1);
            context.timerService().registerProcessingTimeTimer(Long.MAX_VALUE - 1);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) {
            out.collect(context.timeDomain() + " " + timestamp);
            context.timerService().registerProcessingTimeTimer(timestamp);
            context.timerService().registerEventTimeTimer(timestamp + 1);
        }
    }

    private static final class EndsNeverHere implements SourceFunction<Tuple2<String, Long>> {
        private volatile boolean cancelled;

        @Override
        public void run(SourceContext<Tuple2<String, Long>> ctx) {
            while (!cancelled) {
                ctx.collect(Tuple2.of("a", 1L));
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}

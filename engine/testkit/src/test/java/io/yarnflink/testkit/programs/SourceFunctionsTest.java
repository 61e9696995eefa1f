package io.yarnflink.testkit.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.JobClient;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.functions.sink.DiscardingSink;
import io.yarnflink.api.functions.sink.RichSinkFunction;
import io.yarnflink.api.functions.source.RichParallelSourceFunction;
import io.yarnflink.api.functions.source.SourceFunction;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.windowing.assigners.TumblingEventTimeWindows;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SourceFunctionsTest {
    private static final Queue<String> TAKEN = new ConcurrentLinkedQueue<>();
    private final StreamExecutionEnvironment env =
            StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(2);

    @BeforeEach
    void forget() {
        TAKEN.clear();
        Endless.STARTED.set(0);
        Endless.ENDED.set(0);
    }

    @Test
    void aParallelSourceRunsInEverySubtaskAndAnyOtherOnce() throws Exception {
        DataStream<String> once = env.addSource(new Once());
        DataStream<String> parallel = env.addSource(new EverySubtask(), "everywhere");
        once.union(parallel).map(value -> value + "!").addSink(new Taking()).name("taking");
        env.execute();
        assertThat(TAKEN).containsExactlyInAnyOrder("once!", "subtask 0!", "subtask 1!");
    }

    @Test
    void aSourceThatIsNotParallelCannotBeMadeSo() {
        assertThatThrownBy(() -> env.addSource(new Once(), "the source").setParallelism(2))
                .hasMessage("Operator 'the source' cannot run in parallel: its parallelism is 1, not 2");
    }

    @Test
    void theTypeOfASourceIsThatOfItsClassOrGiven() {
        assertThat(env.addSource(new Once()).getType()).isEqualTo(Types.STRING);
        assertThat(env.addSource(new Erased<String>(), Types.STRING).getType()).isEqualTo(Types.STRING);
        assertThat(env.addSource(new Erased<String>(), "named", Types.STRING).getName())
                .isEqualTo("named");
        assertThat(env.addSource(new Erased<String>()).returns(Types.STRING).getType())
                .isEqualTo(Types.STRING);
        assertThatThrownBy(() -> env.addSource(new Erased<String>()).getType())
                .hasMessageContaining("The output type of operator 'Custom Source' cannot be determined");
    }

    @Test
    void aSourceThatCannotTravelNamesTheFieldThatKeepsIt() {
        env.addSource(new NotSerializable()).addSink(new Taking());
        assertThatThrownBy(env::execute)
                .hasMessageContaining("The function of operator 'Source: Custom Source' cannot be serialized")
                .hasMessageContaining("thread");
    }

    @Test
    void anEndlessSourceEndsWhenItsJobIsCanceled() throws Exception {
        env.addSource(new Endless()).addSink(new DiscardingSink<>());
        JobClient job = env.executeAsync();
        while (Endless.STARTED.get() < 2) {
            Thread.onSpinWait();
        }
        job.cancel().get(30, TimeUnit.SECONDS);
        assertThat(job.getJobExecutionResult()).failsWithin(Duration.ofSeconds(30));
        assertThat(Endless.ENDED.get()).isEqualTo(2);
    }

    @Test
    void timesAndWatermarksOfASourceReachWindows() throws Exception {
        List<Long> sums = env.addSource(new Timed())
                .windowAll(TumblingEventTimeWindows.of(Duration.ofMillis(10)))
                .sum(0)
                .executeAndCollect(10);
        assertThat(sums).containsExactly(3L, 10L);
    }

    private static final class Once implements SourceFunction<String> {
        @Override
        public void run(SourceContext<String> ctx) {
            ctx.collect("once");
        }

        @Override
        public void cancel() {}
    }

    private static final class NotSerializable implements SourceFunction<String> {
        private final Thread thread = Thread.currentThread();

        @Override
        public void run(SourceContext<String> ctx) {
            ctx.collect(thread.getName());
        }

        @Override
        public void cancel() {}
    }

    private static final class Erased<T> implements SourceFunction<T> {
        @Override
        public void run(SourceContext<T> ctx) {}

        @Override
        public void cancel() {}
    }

    private static final class EverySubtask extends RichParallelSourceFunction<String> {
        @Override
        public void run(SourceContext<String> ctx) {
            ctx.collect("subtask " + getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
        }

        @Override
        public void cancel() {}
    }

    private static final class Endless extends RichParallelSourceFunction<Long> {
        private static final AtomicInteger STARTED = new AtomicInteger();
        private static final AtomicInteger ENDED = new AtomicInteger();
        private volatile boolean canceled;

        @Override
        public void run(SourceContext<Long> ctx) {
            STARTED.incrementAndGet();
            for (long i = 0; !canceled; i++) {
                ctx.collect(i);
            }
        }

        @Override
        public void cancel() {
            canceled = true;
        }

        @Override
        public void close() {
            ENDED.incrementAndGet();
        }
    }

    private static final class Timed implements SourceFunction<Long> {
        @Override
        public void run(SourceContext<Long> ctx) {
            ctx.collectWithTimestamp(1L, 1);
            ctx.collectWithTimestamp(2L, 9);
            ctx.collectWithTimestamp(10L, 10);
            ctx.emitWatermark(new Watermark(12));
        }

        @Override
        public void cancel() {}
    }

    private static final class Taking extends RichSinkFunction<String> {
        @Override
        public void invoke(String value) {
            TAKEN.add(value);
        }
    }
}

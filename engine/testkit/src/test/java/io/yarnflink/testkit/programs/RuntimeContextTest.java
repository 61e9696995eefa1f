package io.yarnflink.testkit.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.accumulators.AverageAccumulator;
import io.yarnflink.api.accumulators.Histogram;
import io.yarnflink.api.accumulators.IntCounter;
import io.yarnflink.api.accumulators.ListAccumulator;
import io.yarnflink.api.accumulators.LongCounter;
import io.yarnflink.api.common.JobExecutionResult;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.RichFilterFunction;
import io.yarnflink.api.functions.RichMapFunction;
import io.yarnflink.api.functions.RuntimeContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RuntimeContextTest {
    private static final AtomicInteger RELEASED = new AtomicInteger();

    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    @Test
    void accumulatorsOfAllSubtasksAndOperatorsComeWithTheResult() throws Exception {
        env.setParallelism(2);
        env.fromSequence(1, 100)
                .map(new Summing())
                .name("Summing")
                .filter(new CountingToo())
                .print();
        JobExecutionResult result = env.execute("sums");
        assertThat(result.<Long>getAccumulatorResult("sum")).isEqualTo(5050L);
        assertThat(result.getIntCounterResult("records")).isEqualTo(200);
        assertThat(result.<Double>getAccumulatorResult("mean")).isEqualTo(50.5);
        assertThat(result.<Double>getAccumulatorResult("halves")).isEqualTo(50.0);
        assertThat(result.<Map<Integer, Integer>>getAccumulatorResult("digits"))
                .hasSize(10)
                .containsEntry(3, 10);
        assertThat(result.<List<String>>getAccumulatorResult("subtasks")).containsExactlyInAnyOrder("0 of 2", "1 of 2");
        assertThat(result.getNetRuntime()).isPositive();
    }

    @Test
    void anAccumulatorsNameIsTakenOnce() {
        assertThatThrownBy(() -> {
                    env.fromSequence(1, 2).map(new Twice()).name("Twice").print();
                    env.execute();
                })
                .hasMessageContaining("Operator 'Twice' has an accumulator 'n' already, a"
                        + " io.yarnflink.api.accumulators.LongCounter; give the"
                        + " io.yarnflink.api.accumulators.IntCounter another name");
        assertThatThrownBy(() -> {
                    env.fromSequence(1, 2).map(new OtherType()).name("Other").print();
                    env.execute();
                })
                .hasMessageContaining("Accumulator 'n' of operator 'Other' is a"
                        + " io.yarnflink.api.accumulators.Histogram, not a io.yarnflink.api.accumulators.IntCounter");
    }

    @Test
    void anAccumulatorThatCannotTravelFailsItsOperator() {
        env.fromSequence(1, 2).map(new Stuck()).name("Stuck").print();
        assertThatThrownBy(env::execute)
                .hasMessageContaining("Stuck (subtask")
                .hasMessageContaining("Accumulator 'threads' cannot be serialized");
    }

    @Test
    void functionsKnowTheirJobAndAreToldWhenItHasLeft() throws Exception {
        env.setParallelism(1);
        List<String> told = env.fromElements(1)
                .map(new Telling())
                .name("Telling")
                .setMaxParallelism(7)
                .disableChaining()
                .executeAndCollect("a job", 10);
        assertThat(told).containsExactly("a job true Telling 0/1/7 Telling (1/1)#0");
        // The hook runs when the last slot of the job is given back, which a closed job does not wait for.
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (RELEASED.get() == 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(RELEASED).hasValue(1);
    }

    private static final class Summing extends RichMapFunction<Long, Long> {
        private final LongCounter sum = new LongCounter();

        @Override
        public void open(OpenContext context) {
            RuntimeContext runtime = getRuntimeContext();
            runtime.addAccumulator("sum", sum);
            runtime.addAccumulator("mean", new AverageAccumulator());
            runtime.addAccumulator("subtasks", new ListAccumulator<String>());
        }

        @Override
        public Long map(Long value) {
            RuntimeContext runtime = getRuntimeContext();
            sum.add(value);
            runtime.getIntCounter("records").add(1);
            runtime.getDoubleCounter("halves").add(0.5);
            runtime.getHistogram("digits").add((int) (value % 10));
            runtime.<Double, Double>getAccumulator("mean").add((double) value);
            return value;
        }

        @Override
        public void close() {
            getRuntimeContext()
                    .getAccumulator("subtasks")
                    .add(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() + " of "
                            + getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks());
            assertThat(getRuntimeContext().<Long, Long>getAccumulator("none")).isNull();
        }
    }

    private static final class CountingToo extends RichFilterFunction<Long> {
        @Override
        public boolean filter(Long value) {
            getRuntimeContext().getIntCounter("records").add(1);
            return false;
        }
    }

    private static final class Twice extends RichMapFunction<Long, Long> {
        @Override
        public Long map(Long value) {
            getRuntimeContext().getLongCounter("n").add(1);
            getRuntimeContext().addAccumulator("n", new IntCounter());
            return value;
        }
    }

    private static final class OtherType extends RichMapFunction<Long, Long> {
        @Override
        public Long map(Long value) {
            getRuntimeContext().addAccumulator("n", new Histogram());
            getRuntimeContext().getIntCounter("n").add(1);
            return value;
        }
    }

    private static final class Stuck extends RichMapFunction<Long, Long> {
        @Override
        public Long map(Long value) {
            ListAccumulator<Object> threads = new ListAccumulator<>();
            threads.add(Thread.currentThread());
            getRuntimeContext().addAccumulator("threads", threads);
            return value;
        }
    }

    private static final class Telling extends RichMapFunction<Integer, String> {
        @Override
        public String map(Integer value) {
            RuntimeContext runtime = getRuntimeContext();
            runtime.registerUserCodeClassLoaderReleaseHookIfAbsent("told", RELEASED::incrementAndGet);
            runtime.registerUserCodeClassLoaderReleaseHookIfAbsent("told", () -> RELEASED.addAndGet(100));
            return runtime.getJobInfo().getJobName() + " "
                    + runtime.getJobInfo().getJobId().equals(runtime.getJobId()) + " " + runtime.getTaskName() + " "
                    + runtime.getIndexOfThisSubtask() + "/" + runtime.getNumberOfParallelSubtasks() + "/"
                    + runtime.getMaxNumberOfParallelSubtasks() + " " + runtime.getTaskNameWithSubtasks();
        }
    }
}

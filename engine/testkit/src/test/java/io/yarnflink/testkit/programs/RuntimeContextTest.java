package io.yarnflink.testkit.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.accumulators.AverageAccumulator;
import io.yarnflink.api.accumulators.Histogram;
import io.yarnflink.api.accumulators.IntCounter;
import io.yarnflink.api.accumulators.ListAccumulator;
import io.yarnflink.api.accumulators.LongCounter;
import io.yarnflink.api.common.JobExecutionResult;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.environment.JobClient;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.RichFilterFunction;
import io.yarnflink.api.functions.RichMapFunction;
import io.yarnflink.api.functions.RuntimeContext;
import io.yarnflink.api.functions.TaskInfo;
import io.yarnflink.api.functions.source.SourceFunction;
import io.yarnflink.api.typeinfo.Types;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RuntimeContextTest {
    private static final AtomicInteger RELEASED = new AtomicInteger();
    private static final AtomicInteger STARTED = new AtomicInteger();
    private static final AtomicInteger INTERRUPTS = new AtomicInteger();

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
    void accumulatorsCanBeReadWhileTheJobRuns() throws Exception {
        env.setParallelism(1);
        env.addSource(new TenAndNoEnd()).map(new Summing()).print();
        JobClient job = env.executeAsync("endless");
        long deadline = System.nanoTime() + 20_000_000_000L;
        Object sum = null;
        while (!Long.valueOf(55).equals(sum) && System.nanoTime() < deadline) {
            sum = job.getAccumulators().get().get("sum");
        }
        assertThat(sum).isEqualTo(55L);
        assertThat(job.getAccumulators().get()).containsEntry("records", 10).containsEntry("halves", 5.0);
        job.cancel().get();
        assertThatThrownBy(() -> job.getJobExecutionResult().get()).hasMessageContaining("CANCEL");
        assertThatThrownBy(() -> job.getAccumulators().get()).hasMessageContaining("CANCEL");
    }

    private static final class TenAndNoEnd implements SourceFunction<Long> {
        private boolean cancelled;

        @Override
        public void run(SourceContext<Long> ctx) throws InterruptedException {
            for (long i = 1; i <= 10; i++) {
                ctx.collect(i);
            }
            synchronized (this) {
                while (!cancelled) {
                    wait();
                }
            }
        }

        @Override
        public synchronized void cancel() {
            cancelled = true;
            notifyAll();
        }
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
        awaitCount(RELEASED, 1);
        assertThat(RELEASED).hasValue(1);
    }

    @Test
    void functionsKnowTheSettingsAndClassesOfTheirProgram() throws Exception {
        env.configure(Configuration.fromMap(
                Map.of("pipeline.global-job-parameters", "level:high", "pipeline.object-reuse", "true")));
        List<String> told = env.setParallelism(1)
                .fromElements(1)
                .map(new Asking())
                .name("Asking")
                .setMaxParallelism(9)
                .disableChaining()
                .executeAndCollect(10);
        assertThat(told).containsExactly("x 0 0 Asking 9 true true 1 high slot");
    }

    private static final class Asking extends RichMapFunction<Integer, String> {
        @Override
        public String map(Integer value) throws Exception {
            RuntimeContext runtime = getRuntimeContext();
            TaskInfo task = runtime.getTaskInfo();
            assertThat(runtime.getUserCodeClassLoader().loadClass(Asking.class.getName()))
                    .isSameAs(Asking.class);
            return runtime.createSerializer(Types.STRING).copy("x") + " " + runtime.getAttemptNumber() + " "
                    + task.getAttemptNumber() + " " + task.getTaskName() + " " + task.getMaxNumberOfParallelSubtasks()
                    + " " + runtime.isObjectReuseEnabled() + " "
                    + runtime.getExecutionConfig().isObjectReuseEnabled() + " "
                    + runtime.getExecutionConfig().getParallelism() + " "
                    + runtime.getGlobalJobParameters().get("level")
                    + (task.getAllocationIDAsString().isEmpty() ? " none" : " slot");
        }
    }

    @Test
    void aFunctionThatIgnoresItsCancellationIsInterruptedAgainAndAgain() throws Exception {
        env.getConfig().setTaskCancellationInterval(5).setTaskCancellationTimeout(0);
        env.setParallelism(1).fromSequence(1, 10).map(new Stubborn()).print();
        JobClient job = env.executeAsync("stubborn");
        awaitCount(STARTED, 1);
        job.cancel().get();
        awaitCount(INTERRUPTS, Stubborn.PATIENCE);
        assertThatThrownBy(() -> job.getJobExecutionResult().get()).hasMessageContaining("CANCEL");
    }

    /** Ends only when it was interrupted several times. */
    private static final class Stubborn extends RichMapFunction<Long, Long> {
        private static final int PATIENCE = 4;

        @Override
        public Long map(Long value) {
            STARTED.incrementAndGet();
            while (INTERRUPTS.get() < PATIENCE) {
                LockSupport.park(this);
                if (Thread.interrupted()) {
                    INTERRUPTS.incrementAndGet();
                }
            }
            return value;
        }
    }

    private static void awaitCount(AtomicInteger counter, int atLeast) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (counter.get() < atLeast && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(counter.get()).isGreaterThanOrEqualTo(atLeast);
    }

    @Test
    void registeredFilesAreReadByAllSubtasksAndRemovedWithTheJob(@TempDir java.nio.file.Path folder) throws Exception {
        Files.writeString(folder.resolve("greeting"), "hello");
        env.setParallelism(2).registerCachedFile(folder.resolve("greeting").toString(), "greeting");
        List<String> read =
                env.fromSequence(1, 10).map(new Greeting()).setParallelism(2).executeAndCollect(10);
        assertThat(read).hasSize(10).allMatch(line -> line.startsWith("hello "));
        List<String> copies =
                read.stream().map(line -> line.substring(6)).distinct().toList();
        assertThat(copies).as("one copy for all").hasSize(1);
        java.nio.file.Path copy = java.nio.file.Path.of(copies.get(0));
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (Files.exists(copy.getParent()) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(copy.getParent()).doesNotExist();
        assertThat(folder.resolve("greeting")).exists();
    }

    @Test
    void aFileThatIsNotThereFailsTheFunctionThatReadsIt() {
        env.registerCachedFile("/no/such/file", "greeting");
        env.fromSequence(1, 10).map(new Greeting()).print();
        assertThatThrownBy(env::execute)
                .hasMessageContaining("the cached file 'greeting' is not here")
                .hasMessageContaining("/no/such/file");
    }

    private static final class Greeting extends RichMapFunction<Long, String> {
        private transient String greeting = "";

        @Override
        public void open(OpenContext context) throws IOException {
            File file = getRuntimeContext().getDistributedCache().getFile("greeting");
            greeting = Files.readString(file.toPath()) + " " + file;
        }

        @Override
        public String map(Long value) {
            return greeting;
        }
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

package io.yarnflink.testkit.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.api.spi.JobExecutor;
import io.yarnflink.api.spi.JobExecutors;
import io.yarnflink.api.spi.Program;
import io.yarnflink.api.spi.RunningJob;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.translation.JobGraphGenerator;
import io.yarnflink.transport.events.LifecycleStep;
import io.yarnflink.transport.protocol.JobReport;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EngineOnThreadsTest {
    private static final int PARALLELISM = 2;
    private static final long NUMBERS = 100_000;
    private static final long KEYS = 10;

    private final ThreadedCluster cluster = new ThreadedCluster();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aJobOfTwoTaskManagersCountsEveryRecordOnceAndLeavesNothing() throws Exception {
        JobReport report = cluster.run(graph(env -> {
            DataStream<Long> numbers = env.fromSequence(1, NUMBERS);
            numbers.map(new Remainder(-1)).keyBy(pair -> pair.f0).sum(1).print();
        }));
        assertThat(report.getState()).as(report.getCause() + report.getDetail()).isEqualTo("FINISHED");
        List<String> lines = cluster.printedLines();
        assertThat(lines).hasSize((int) NUMBERS);
        List<String> sums = lines.stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
        assertThat(sums)
                .contains(LongStream.range(0, KEYS)
                        .mapToObj(key -> "(" + key + "," + NUMBERS / KEYS + ")")
                        .toArray(String[]::new));
        assertThat(report.getRecordsRead()).isEqualTo(NUMBERS);
        assertThat(report.getFirstRecordAt()).isPositive();
        assertThat(cluster.shutDown()).isEqualTo(PARALLELISM);
        assertThat(cluster.steps())
                .containsSubsequence(
                        LifecycleStep.JM_STARTED,
                        LifecycleStep.SLOTS_REQUESTED,
                        LifecycleStep.CONTAINERS_REQUESTED,
                        LifecycleStep.CONTAINER_STARTED,
                        LifecycleStep.TM_REGISTERED,
                        LifecycleStep.SLOTS_OFFERED,
                        LifecycleStep.TASKS_DEPLOYED,
                        LifecycleStep.JOB_RUNNING,
                        LifecycleStep.JOB_FINISHED);
        assertThat(cluster.fatal()).isEmpty();
    }

    @Test
    void aFunctionThatThrowsFailsTheJobByItsNameAndNotByTheChannelsThatBreakWithIt() throws Exception {
        JobReport report = cluster.run(graph(env -> env.fromSequence(1, NUMBERS)
                .map(new Remainder(NUMBERS / 2))
                .name("Remainder")
                .keyBy(pair -> pair.f0)
                .sum(1)
                .print()));
        assertThat(report.getState()).isEqualTo("FAILED");
        assertThat(report.getCause()).contains("Remainder").contains("cannot take " + NUMBERS / 2);
        assertThat(report.getCauseKind()).isEqualTo("USER_CODE");
        assertThat(cluster.shutDown()).isEqualTo(PARALLELISM);
        assertThat(cluster.fatal()).isEmpty();
    }

    /** Pairs the remainder of a number with one; fails on one number. */
    private record Remainder(long poison) implements MapFunction<Long, Tuple2<Long, Long>> {
        @Override
        public Tuple2<Long, Long> map(Long value) {
            if (value == poison) {
                throw new IllegalArgumentException("cannot take " + value);
            }
            return Tuple2.of(value % KEYS, 1L);
        }
    }

    private interface ProgramOfTest {
        void build(StreamExecutionEnvironment env);
    }

    private static JobGraph graph(ProgramOfTest program) throws Exception {
        Capture capture = new Capture();
        JobExecutors.runWith(capture, () -> {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            env.setParallelism(PARALLELISM);
            program.build(env);
            env.executeAsync("test");
        });
        return java.util.Objects.requireNonNull(capture.graph);
    }

    /** Takes the program instead of running it. */
    private static final class Capture implements JobExecutor {
        private @Nullable JobGraph graph;

        @Override
        public RunningJob start(Program program) throws Exception {
            graph = JobGraphGenerator.generate(program, PARALLELISM, ThreadedCluster.jobId());
            return new NeverRun();
        }

        @Override
        public int defaultParallelism() {
            return PARALLELISM;
        }
    }
}

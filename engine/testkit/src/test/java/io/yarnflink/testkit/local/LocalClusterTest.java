package io.yarnflink.testkit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.CloseableIterator;
import io.yarnflink.api.common.JobExecutionException;
import io.yarnflink.api.common.JobExecutionResult;
import io.yarnflink.api.common.JobStatus;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.JobClient;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.events.LifecycleStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LocalClusterTest {

    @Test
    void aProgramThatNobodySubmittedRunsInThisJvm() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        assertThat(countByLastDigit(env)).hasSize(10).containsEntry(7L, 1_000L);
        assertThat(env.fromSequence(1, 3).executeAndCollect(10)).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void programsShareAClusterOfOneTaskManagerWithoutPorts() throws Exception {
        try (LocalCluster cluster = LocalCluster.inMemory(2)) {
            cluster.run(() -> {
                StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
                env.setParallelism(2);
                assertThat(countByLastDigit(env)).containsEntry(0L, 1_000L);
                assertThat(countByLastDigit(env)).containsEntry(1L, 1_000L);
            });
            assertThat(cluster.events())
                    .filteredOn(event -> event.step() == LifecycleStep.TM_REGISTERED)
                    .hasSize(1);
        }
    }

    @Test
    void whoWaitsForAClusterThatIsClosedHearsIt() throws Exception {
        CompletableFuture<JobExecutionResult> result = new CompletableFuture<>();
        try (LocalCluster cluster = LocalCluster.inMemory(1)) {
            cluster.run(() -> {
                StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
                env.setParallelism(1);
                env.fromSequence(0, Long.MAX_VALUE - 1)
                        .filter(number -> number < 0)
                        .print();
                env.executeAsync().getJobExecutionResult().whenComplete((end, failure) -> {
                    if (failure != null) {
                        result.completeExceptionally(failure);
                    }
                });
            });
        }
        assertThatThrownBy(() -> result.get(10, TimeUnit.SECONDS)).hasMessageContaining("the local cluster was closed");
    }

    @Test
    void taskManagersExchangeDataOverTheNetwork() throws Exception {
        try (LocalCluster cluster = LocalCluster.overNetwork(2, 1)) {
            cluster.run(() -> {
                StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
                env.setParallelism(2);
                assertThat(countByLastDigit(env)).hasSize(10).containsEntry(3L, 1_000L);
            });
            assertThat(cluster.events())
                    .extracting(LifecycleEvent::step)
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
            assertThat(cluster.events())
                    .filteredOn(event -> event.step() == LifecycleStep.TASKS_DEPLOYED)
                    .extracting((LifecycleEvent event) -> event.ids().get("taskManagerId"))
                    .containsExactlyInAnyOrder("local-1", "local-2");
        }
    }

    @Test
    void aFunctionThatThrowsIsNamedWithItsLine() throws Exception {
        try (LocalCluster cluster = LocalCluster.inMemory(1)) {
            assertThatThrownBy(() -> cluster.run(() -> {
                        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
                        env.setParallelism(1);
                        env.fromSequence(1, 10).map(new Picky()).name("Picky").print();
                        env.execute();
                    }))
                    .isInstanceOf(JobExecutionException.class)
                    .hasMessageMatching("Picky \\(subtask 1/1\\) at LocalClusterTest.java:\\d+:"
                            + " java.lang.IllegalArgumentException: no 7 please .*\\[local-1, localhost]")
                    .hasCauseExactlyInstanceOf(IllegalArgumentException.class)
                    .hasStackTraceContaining("Caused by: java.lang.IllegalArgumentException: no 7 please");
        }
    }

    @Test
    void aFunctionThatThrowsIsTheCauseAndNotTheChannelsThatBreakWithIt() throws Exception {
        try (LocalCluster cluster = LocalCluster.overNetwork(2, 1)) {
            assertThatThrownBy(() -> cluster.run(() -> {
                        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
                        env.setParallelism(2);
                        DataStream<Long> picked =
                                env.fromSequence(-100_000, 7).map(new Picky()).name("Picky");
                        picked.keyBy(number -> number % 7).reduce(Math::max).print();
                        env.execute();
                    }))
                    .isInstanceOf(JobExecutionException.class)
                    .hasMessageStartingWith("Picky (subtask ")
                    .hasMessageContaining("no 7 please");
        }
    }

    @Test
    void anEndlessJobCanBeCancelled() throws Exception {
        try (LocalCluster cluster = LocalCluster.overNetwork(2, 1)) {
            cluster.run(() -> {
                StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
                env.setParallelism(2);
                env.fromSequence(0, Long.MAX_VALUE - 1)
                        .keyBy(number -> number % 7)
                        .map(number -> number + 1)
                        .filter(number -> number < 0)
                        .print();
                JobClient job = env.executeAsync();
                while (job.getJobStatus().get() != JobStatus.RUNNING) {
                    Thread.onSpinWait();
                }
                job.cancel().get();
                assertThatThrownBy(() -> job.getJobExecutionResult().get(30, TimeUnit.SECONDS))
                        .hasMessageContaining("CANCELED");
            });
        }
    }

    private static Map<Long, Long> countByLastDigit(StreamExecutionEnvironment env) throws Exception {
        List<Tuple2<Long, Long>> running = new ArrayList<>();
        try (CloseableIterator<Tuple2<Long, Long>> iterator = env.fromSequence(1, 10_000)
                .map(new LastDigit())
                .keyBy(pair -> pair.f0)
                .sum(1)
                .executeAndCollect()) {
            iterator.forEachRemaining(running::add);
        }
        Map<Long, Long> counts = new TreeMap<>();
        running.forEach(pair -> counts.merge(pair.f0, pair.f1, Math::max));
        return counts;
    }

    /** Pairs the last digit of a number with one. */
    private static final class LastDigit implements MapFunction<Long, Tuple2<Long, Long>> {
        @Override
        public Tuple2<Long, Long> map(Long value) {
            return Tuple2.of(value % 10, 1L);
        }
    }

    /** Does not like 7. */
    private static final class Picky implements MapFunction<Long, Long> {
        @Override
        public Long map(Long value) {
            if (value == 7) {
                throw new IllegalArgumentException("no 7 please");
            }
            return value;
        }
    }
}

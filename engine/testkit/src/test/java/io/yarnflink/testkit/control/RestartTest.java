package io.yarnflink.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.graph.JobGraph;
import io.yarnflink.jobmanager.leader.LeaderEndpoint;
import io.yarnflink.testkit.simulation.ContainerConditions;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.events.LifecycleStep;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.CancelJob;
import io.yarnflink.transport.protocol.GetJob;
import io.yarnflink.transport.protocol.JobAccepted;
import io.yarnflink.transport.protocol.JobReport;
import io.yarnflink.transport.protocol.OfferCollected;
import io.yarnflink.transport.protocol.SubmitTask;
import io.yarnflink.transport.rpc.RpcException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RestartTest {
    private static final String ID = Jobs.ID.toString();
    private static final Map<String, String> TWICE = Map.of(
            "restart-strategy.type", "fixed-delay",
            "restart-strategy.fixed-delay.attempts", "2",
            "restart-strategy.fixed-delay.delay", "3 s");

    private static final Map<String, String> WITH_CHECKPOINTS = Map.of("execution.checkpointing.interval", "1 s");

    private final ControlPlane plane = new ControlPlane(ContainerConditions.good(), ControlPlane.resources(2));

    @Test
    void aFailedJobBeginsAgainInItsSlotsWithNewAttempts() throws Exception {
        submit(Jobs.readAndCount(2, 2));
        untilState("RUNNING");
        FakeTaskExecutor executor = plane.living().get(0);
        fail(executor, "Count", "bad word");
        untilState("RESTARTING");
        JobReport restarting = report();
        assertThat(restarting.getCause()).contains("bad word");
        long failedAt = plane.simulation.nowNanos();
        untilState("RUNNING");
        assertThat(plane.simulation.nowNanos() - failedAt)
                .isGreaterThan(Duration.ofMillis(2_500).toNanos());
        assertThat(report().getCause()).isEmpty();
        assertThat(plane.containers.granted()).as("containers").isEqualTo(1);
        assertThat(running(executor)).hasSize(4).allSatisfy(task -> {
            assertThat(task.getAttempt()).isEqualTo(1);
            assertThat(task.getExecutionId()).endsWith("-" + ControlPlane.EPOCH + "-1");
        });
        finish();
        untilState("FINISHED");
        plane.untilNothingIsLeft();
        LifecycleEvent event = plane.events.stream()
                .filter(candidate -> candidate.step() == LifecycleStep.JOB_RESTARTING)
                .findAny()
                .orElseThrow();
        assertThat(event.ids()).containsEntry("restarts", "1").containsEntry("backoffMillis", "3000");
        assertThat(event.ids().get("cause")).contains("bad word");
    }

    @Test
    void aJobFailsWhenItsStrategySaysSo() throws Exception {
        submit(Jobs.readAndCount(1, 1));
        for (int failure = 1; failure <= 3; failure++) {
            untilState("RUNNING");
            fail(plane.living().get(0), "Count", "failure " + failure);
            untilState(failure < 3 ? "RESTARTING" : "FAILED");
        }
        plane.untilNothingIsLeft();
        assertThat(plane.ended.get(0).getCause()).contains("failure 3");
    }

    @Test
    void aLostTaskManagerIsReplacedAndTheOthersKeepTheirSlots() throws Exception {
        submit(Jobs.readAndCount(4, 4));
        untilState("RUNNING");
        FakeTaskExecutor dead = plane.living().get(0);
        FakeTaskExecutor survivor = plane.living().get(1);
        List<String> allocations = survivor.allocations();
        dead.process().die();
        untilState("RESTARTING");
        untilState("RUNNING");
        assertThat(plane.containers.granted()).isEqualTo(3);
        assertThat(survivor.allocations()).isEqualTo(allocations);
        assertThat(running(survivor)).hasSize(4).allMatch(task -> task.getAttempt() == 1);
        finish();
        untilState("FINISHED");
        plane.untilNothingIsLeft();
    }

    @Test
    void whatFailsWhileAJobRestartsIsPartOfTheSameRestart() throws Exception {
        submit(Jobs.readAndCount(2, 2));
        untilState("RUNNING");
        FakeTaskExecutor executor = plane.living().get(0);
        List<SubmitTask> tasks = running(executor);
        executor.fail(tasks.get(0), "Broken", "first", "USER_CODE");
        executor.fail(tasks.get(1), "Broken", "second", "USER_CODE");
        executor.fail(tasks.get(2), "Broken", "third", "USER_CODE");
        untilState("RESTARTING");
        assertThat(report().getCause()).contains("first");
        untilState("RUNNING");
        fail(executor, "Count", "fourth");
        untilState("RESTARTING");
        untilState("RUNNING");
        plane.ask(new CancelJob(ID), Ack.class);
        untilState("CANCELED");
        plane.untilNothingIsLeft();
    }

    @Test
    void aJobThatWaitsForItsRestartCanBeCancelled() throws Exception {
        submit(Jobs.readAndCount(2, 2));
        untilState("RUNNING");
        fail(plane.living().get(0), "Count", "bad word");
        untilState("RESTARTING");
        plane.ask(new CancelJob(ID), Ack.class);
        untilState("CANCELED");
        plane.untilNothingIsLeft();
    }

    @Test
    void onlyTheRegionOfAFailedTaskRestarts() throws Exception {
        JobGraph graph = Jobs.readAndCount(2, 2);
        submit(new JobGraph(Jobs.ID, "two", graph.executionConfig(), false, graph.vertices(), List.of()));
        untilState("RUNNING");
        FakeTaskExecutor executor = plane.living().get(0);
        fail(executor, "Count", "bad word");
        untilState("RESTARTING");
        untilState("RUNNING");
        assertThat(running(executor))
                .filteredOn(task -> task.getVertexName().equals("Read"))
                .hasSize(2)
                .allMatch(task -> task.getAttempt() == 0);
        assertThat(running(executor))
                .filteredOn(task -> task.getVertexName().equals("Count"))
                .hasSize(2)
                .allMatch(task -> task.getAttempt() == 1);
        finish();
        untilState("FINISHED");
        plane.untilNothingIsLeft();
    }

    @Test
    void anEnumeratorThatFailedIsMadeAnew() throws Exception {
        JobGraph graph = Jobs.withSource(2, new BrokenSource(context -> {
            throw new IOException("no such table");
        }));
        submit(graph);
        untilState("RESTARTING");
        untilState("FAILED");
        assertThat(plane.events.stream()
                        .filter(event -> event.step() == LifecycleStep.JOB_RESTARTING)
                        .count())
                .isEqualTo(2);
        plane.untilNothingIsLeft();
    }

    @Test
    void aJobWhoseClientMayHaveResultsAlreadyDoesNotRestart() throws Exception {
        submit(Jobs.collecting(1, 1));
        untilState("RUNNING");
        FakeTaskExecutor executor = plane.living().get(0);
        SubmitTask task = running(executor).get(0);
        executor.send(
                LeaderEndpoint.address(task.getJobMaster()),
                new OfferCollected(ID, "r", 0, 1, 0L, List.of(ByteBuffer.wrap(new byte[3])), false),
                Ack.class);
        plane.simulation.runFor(Duration.ofSeconds(1));
        fail(executor, "Count", "bad word");
        untilState("FAILED");
        assertThat(plane.ended.get(0).getCause()).contains("bad word");
    }

    @Test
    void aJobThatRunsWellRestartsAtOnceWhenItLosesATaskManager() throws Exception {
        submit(Jobs.readAndCount(2, 2), WITH_CHECKPOINTS);
        untilState("RUNNING");
        plane.simulation.runFor(Duration.ofMillis(1_500));
        loseTheTaskManager();
        assertThat(backoffs()).as("a checkpoint was complete").containsExactly(0L);
        loseTheTaskManager();
        assertThat(backoffs().get(1)).as("none since then").isGreaterThan(1_000L);
        plane.simulation.runFor(Duration.ofMillis(1_500));
        loseTheTaskManager();
        assertThat(backoffs().get(2)).as("there was one again").isZero();
        plane.simulation.runFor(Duration.ofMillis(1_500));
        fail(plane.living().get(0), "Count", "bad word");
        untilState("RESTARTING");
        assertThat(backoffs().get(3)).as("its own fault").isGreaterThan(3_000L);
    }

    @Test
    void theDelayOfARestartIsOverWhenALostTaskManagerIsFoundToBeBehindIt() throws Exception {
        submit(
                Jobs.readAndCount(4, 4),
                Map.of(
                        "execution.checkpointing.interval", "1 s",
                        "restart-strategy.exponential-delay.initial-backoff", "50 s"));
        untilState("RUNNING");
        plane.simulation.runFor(Duration.ofMillis(1_500));
        FakeTaskExecutor survivor = plane.living().get(1);
        long lostAt = plane.simulation.nowNanos();
        survivor.fail(running(survivor).get(0), "Broken", "channel to h1 is closed", "CHANNEL");
        untilState("RESTARTING");
        plane.living().get(0).process().die();
        untilState("RUNNING");
        assertThat(plane.simulation.nowNanos() - lostAt)
                .isLessThan(Duration.ofSeconds(20).toNanos());
        assertThat(backoffs().get(0)).as("before it was known").isGreaterThan(40_000L);
    }

    @Test
    void aDelayThatTheConfigurationAsksForIsKept() throws Exception {
        Map<String, String> settings = new HashMap<>(WITH_CHECKPOINTS);
        settings.putAll(TWICE);
        submit(Jobs.readAndCount(2, 2), settings);
        untilState("RUNNING");
        plane.simulation.runFor(Duration.ofMillis(1_500));
        loseTheTaskManager();
        assertThat(backoffs()).containsExactly(3_000L);
    }

    private void loseTheTaskManager() throws RpcException {
        plane.living().get(0).process().die();
        untilState("RESTARTING");
        untilState("RUNNING");
    }

    private List<Long> backoffs() {
        return plane.events.stream()
                .filter(event -> event.step() == LifecycleStep.JOB_RESTARTING)
                .map(event -> Long.valueOf(event.ids().get("backoffMillis")))
                .toList();
    }

    private void submit(JobGraph graph) throws RpcException {
        submit(graph, TWICE);
    }

    private void submit(JobGraph graph, Map<String, String> settings) throws RpcException {
        JobGraph restarting = new JobGraph(
                graph.jobId(),
                graph.name(),
                graph.executionConfig(),
                settings,
                graph.needsClient(),
                graph.vertices(),
                graph.edges());
        plane.ask(Jobs.submission(restarting), JobAccepted.class);
    }

    private static void fail(FakeTaskExecutor executor, String vertex, String message) {
        executor.fail(
                running(executor).stream()
                        .filter(task -> task.getVertexName().equals(vertex))
                        .findFirst()
                        .orElseThrow(),
                "java.lang.IllegalStateException",
                message,
                "USER_CODE");
    }

    /** The latest attempts. */
    private static List<SubmitTask> running(FakeTaskExecutor executor) {
        Map<String, SubmitTask> latest = new TreeMap<>();
        executor.tasks.values().forEach(task -> latest.put(task.getVertex() + "-" + task.getSubtask(), task));
        return List.copyOf(latest.values());
    }

    private void finish() {
        plane.living().forEach(executor -> running(executor).forEach(task -> executor.report(task, "FINISHED")));
    }

    private JobReport report() throws RpcException {
        return plane.ask(new GetJob(ID), JobReport.class);
    }

    private void untilState(String state) throws RpcException {
        long end = plane.simulation.nowNanos() + Duration.ofMinutes(3).toNanos();
        while (!report().getState().equals(state)) {
            assertThat(plane.simulation.nowNanos()).as("not " + state).isLessThan(end);
            plane.simulation.runFor(Duration.ofMillis(5));
        }
    }
}

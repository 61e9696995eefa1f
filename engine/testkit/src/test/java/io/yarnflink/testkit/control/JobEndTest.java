package io.yarnflink.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.OperatorRole;
import io.yarnflink.jobmanager.leader.LeaderEndpoint;
import io.yarnflink.state.checkpoint.CheckpointStore;
import io.yarnflink.state.checkpoint.FormatCodec;
import io.yarnflink.state.format.TaskRestore;
import io.yarnflink.testkit.simulation.ContainerConditions;
import io.yarnflink.transport.events.LifecycleStep;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.CancelJob;
import io.yarnflink.transport.protocol.JobAccepted;
import io.yarnflink.transport.protocol.OfferCommittables;
import io.yarnflink.transport.protocol.PreparedCommit;
import io.yarnflink.transport.protocol.SubmitTask;
import io.yarnflink.transport.protocol.TakeSavepoint;
import io.yarnflink.transport.rpc.RpcException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a job leaves when it ends, and what it does before: with committers, stops, and leaders that follow others. */
class JobEndTest {
    private static final String ID = Jobs.ID.toString();
    private static final String FOLDER = "memory:/checkpoints/" + ID;
    private static final JobGraph COMMITS =
            Jobs.into(OperatorRole.COMMITS, new OperatorDescriptor.Write<>(new RecordedSink()));
    private static final JobGraph PUBLISHES =
            Jobs.into(OperatorRole.PUBLISHES, new OperatorDescriptor.Write<>(new RecordedSink()));
    private static final Map<String, String> RARELY = Map.of("execution.checkpointing.interval", "10 min");
    private static final Map<String, String> NOT_AFTER_TASKS_FINISH =
            Map.of("execution.checkpointing.checkpoints-after-tasks-finish", "false");

    private final ControlPlane plane = new ControlPlane(ContainerConditions.good(), ControlPlane.resources(4));

    @BeforeEach
    void forget() {
        RecordedSink.reset();
    }

    @Test
    void aStoppedJobThatCannotCommitFailsWhenItsStrategySaysSoAndLeavesAll() throws Exception {
        RecordedSink.breaks(true);
        FakeTaskExecutor executor = running(
                plane,
                COMMITS,
                Map.of(
                        "execution.checkpointing.interval", "10 min",
                        "restart-strategy.type", "fixed-delay",
                        "restart-strategy.fixed-delay.attempts", "2",
                        "restart-strategy.fixed-delay.delay", "1 s"));
        stop(executor, prepared("a"));
        plane.until("end", () -> !plane.ended.isEmpty());
        assertThat(plane.ended.get(0).getState()).isEqualTo("FAILED");
        assertThat(plane.ended.get(0).getCause()).contains("no permission", "any checkpoints of it stay in " + FOLDER);
        assertThat(plane.steps().stream().filter(step -> step == LifecycleStep.JOB_RESTARTING))
                .hasSizeBetween(2, 4);
        plane.simulation.runFor(Duration.ofSeconds(10));
        assertThat(RecordedSink.CLEANED).isEmpty();
        assertThat(CheckpointStore.open(plane.files.open(FOLDER), ControlPlane.EPOCH + 1)
                        .latest())
                .as("whoever goes on from there commits")
                .isPresent();
    }

    @Test
    void whatFailsFirstKeepsNoStoppedJobFromItsEnd() throws Exception {
        FakeTaskExecutor executor = running(
                plane, COMMITS, Map.of("execution.checkpointing.interval", "10 min", "restart-strategy.type", "none"));
        stop(executor, prepared("a"));
        executor.fail(tasks(executor).get(0), "Broken", "too late", "USER_CODE");
        plane.until("end", () -> !plane.ended.isEmpty());
        assertThat(plane.ended.get(0).getState()).isEqualTo("FINISHED");
        assertThat(RecordedSink.COMMITTED).containsExactly("a");
    }

    @Test
    void aFailureWhileTheLastSavepointIsStoredDoesNotUndoIt() throws Exception {
        FakeTaskExecutor executor = running(
                plane, COMMITS, Map.of("execution.checkpointing.interval", "10 min", "restart-strategy.type", "none"));
        executor.acknowledges = false;
        plane.askLater(new TakeSavepoint(ID, "7f-1", "memory:/savepoints", true, false, 2_000L));
        plane.until("trigger", () -> !executor.triggered.isEmpty());
        acknowledge(executor, prepared("a"));
        executor.fail(tasks(executor).get(0), "Broken", "too early", "USER_CODE");
        plane.until("end", () -> !plane.ended.isEmpty());
        assertThat(plane.ended.get(0).getState()).isEqualTo("FINISHED");
        assertThat(RecordedSink.COMMITTED).containsExactly("a");
    }

    @Test
    void sinksThatPublishInTheirTasksDoSoBeforeAStoppedJobEnds() throws Exception {
        stop(running(plane, PUBLISHES, RARELY));
        ControlPlane next = next();
        FakeTaskExecutor executor = running(next, PUBLISHES, RARELY);
        assertThat(next.ended).as("they have not been opened yet").isEmpty();
        assertThat(tasks(executor)).hasSize(2).allSatisfy(task -> {
            assertThat(restore(task).getEnded()).as("nothing reads on").isTrue();
            assertThat(task.getCheckpoints().getWaitAtEnd()).isFalse();
        });
        tasks(executor).forEach(task -> executor.report(task, "FINISHED"));
        next.until("end", () -> !next.ended.isEmpty());
        assertThat(next.ended.get(0).getState()).isEqualTo("FINISHED");
        assertThat(executor.triggered).isEmpty();
    }

    @Test
    void aLeaderThatWasFollowedByAnotherDoesNotEndTheJob() throws Exception {
        running(plane, COMMITS, RARELY);
        CheckpointStore.open(plane.files.open(FOLDER), ControlPlane.EPOCH + 1);
        plane.ask(new CancelJob(ID), Ack.class);
        plane.until("superseded", () -> !plane.superseded.isEmpty());
        plane.simulation.runFor(Duration.ofSeconds(10));
        assertThat(plane.ended).isEmpty();
        assertThat(RecordedSink.CLEANED).isEmpty();
    }

    @Test
    void whatTheLatestCheckpointMayNeedIsNotDiscardedInARestart() throws Exception {
        FakeTaskExecutor executor = running(plane, COMMITS, NOT_AFTER_TASKS_FINISH);
        plane.simulation.runFor(Duration.ofMillis(1_500));
        SubmitTask sink = tasks(executor).get(1);
        offer(executor, sink, "a");
        executor.report(sink, "FINISHED");
        executor.fail(tasks(executor).get(0), "Broken", "bad", "USER_CODE");
        plane.until("restarted", () -> tasks(executor).get(1).getAttempt() > sink.getAttempt());
        assertThat(RecordedSink.DISCARDED).isEmpty();
        assertThat(RecordedSink.COMMITTED).isEmpty();
    }

    @Test
    void norWhenARetainedOneMayNeedIt() throws Exception {
        Map<String, String> retained = new HashMap<>(NOT_AFTER_TASKS_FINISH);
        retained.put("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
        FakeTaskExecutor executor = running(plane, COMMITS, retained);
        plane.simulation.runFor(Duration.ofMillis(1_500));
        SubmitTask sink = tasks(executor).get(1);
        offer(executor, sink, "a");
        executor.report(sink, "FINISHED");
        plane.simulation.runFor(Duration.ofMillis(200));
        plane.ask(new CancelJob(ID), Ack.class);
        plane.until("end", () -> !plane.ended.isEmpty());
        plane.simulation.runFor(Duration.ofSeconds(1));
        assertThat(RecordedSink.DISCARDED).isEmpty();
        assertThat(RecordedSink.CLEANED).isEmpty();
    }

    /** Without checkpoints after tasks finish, what they offer at their end is known to their JobMaster alone. */
    @Test
    void theNextLeaderDoesNothingButCommitWhatAFinishedJobLeft() throws Exception {
        RecordedSink.breaks(true);
        FakeTaskExecutor executor = running(plane, COMMITS, NOT_AFTER_TASKS_FINISH);
        plane.simulation.runFor(Duration.ofMillis(1_500));
        offer(executor, tasks(executor).get(1), "a");
        tasks(executor).forEach(task -> executor.report(task, "FINISHED"));
        plane.until("a commit that failed", () -> plane.steps().contains(LifecycleStep.JOB_RESTARTING));
        RecordedSink.breaks(false);
        ControlPlane next = next();
        FakeTaskExecutor following = running(next, COMMITS, NOT_AFTER_TASKS_FINISH);
        assertThat(RecordedSink.COMMITTED).as("before anything else").containsExactly("a");
        assertThat(tasks(following))
                .allSatisfy(task -> assertThat(restore(task).getEnded()).isTrue());
        tasks(following).forEach(task -> following.report(task, "FINISHED"));
        next.until("end", () -> !next.ended.isEmpty());
        assertThat(next.ended.get(0).getState()).isEqualTo("FINISHED");
        assertThat(RecordedSink.COMMITTED).containsExactly("a");
    }

    @Test
    void aJobIsCanceledOnlyWhenWhatEarlierLeadersDecidedIsKnownAndDone() throws Exception {
        RecordedSink.breaks(true);
        FakeTaskExecutor executor = running(plane, COMMITS, Map.of());
        executor.acknowledges = false;
        plane.until("trigger", () -> !executor.triggered.isEmpty());
        acknowledge(executor, prepared("a"));
        plane.until("a commit that failed", () -> plane.steps().contains(LifecycleStep.JOB_RESTARTING));
        RecordedSink.breaks(false);
        ControlPlane next = next();
        next.askLater(Jobs.submission(configured(COMMITS, Map.of())));
        next.askLater(new CancelJob(ID));
        next.until("end", () -> !next.ended.isEmpty());
        assertThat(next.ended.get(0).getState()).isEqualTo("CANCELED");
        assertThat(next.steps()).doesNotContain(LifecycleStep.TASKS_DEPLOYED);
        assertThat(RecordedSink.COMMITTED).containsExactly("a");
        next.until("cleaned up", () -> !RecordedSink.CLEANED.isEmpty());
    }

    @Test
    void aJobThatCannotCommitAtItsEndGetsSlotsForItsRestart() throws Exception {
        RecordedSink.breaks(true);
        FakeTaskExecutor executor = running(plane, COMMITS, NOT_AFTER_TASKS_FINISH);
        offer(executor, tasks(executor).get(1), "a");
        tasks(executor).forEach(task -> executor.report(task, "FINISHED"));
        plane.until("a commit that failed", () -> plane.steps().contains(LifecycleStep.JOB_RESTARTING));
        executor.process().die();
        RecordedSink.breaks(false);
        finishAgain(executor);
        assertThat(plane.ended.get(0).getState()).isEqualTo("FINISHED");
        assertThat(RecordedSink.COMMITTED).containsExactly("a");
    }

    @Test
    void aStoppedJobWhoseSinksPublishInTheirTasksFailsWhenItGetsNoSlots() throws Exception {
        stop(running(plane, PUBLISHES, RARELY));
        ControlPlane next = next();
        next.containers.limit(0);
        submit(next, PUBLISHES, RARELY);
        next.until("end", Duration.ofMinutes(10), () -> !next.ended.isEmpty());
        assertThat(next.ended.get(0).getState()).isEqualTo("FAILED");
        assertThat(next.ended.get(0).getCause()).contains("No slots for the job");
    }

    @Test
    void aStoppedJobOfWhichItCannotBeToldWhetherItHasEndedFails() throws Exception {
        stop(running(plane, COMMITS, RARELY), prepared("a"));
        ControlPlane next = next();
        next.endedBefore = CompletableFuture.failedFuture(new IllegalStateException("result.json is broken"));
        submit(next, COMMITS, RARELY);
        next.until("end", () -> !next.ended.isEmpty());
        assertThat(next.ended.get(0).getState()).isEqualTo("FAILED");
        assertThat(next.ended.get(0).getCause()).contains("result.json is broken");
    }

    @Test
    void aStoppedJobWithoutAnIntervalThatCannotCommitTriesAgain() throws Exception {
        RecordedSink.breaks(true);
        FakeTaskExecutor executor = running(plane, COMMITS, Map.of("execution.checkpointing.interval", "0 ms"));
        plane.coordinatorDelay = Duration.ofSeconds(1);
        stop(executor, prepared("a"));
        tasks(executor).forEach(task -> executor.report(task, "FINISHED"));
        plane.until("a commit that failed", () -> plane.steps().contains(LifecycleStep.JOB_RESTARTING));
        RecordedSink.breaks(false);
        plane.until("end", () -> !plane.ended.isEmpty());
        assertThat(plane.ended.get(0).getState()).isEqualTo("FINISHED");
        assertThat(RecordedSink.COMMITTED).containsExactly("a");
    }

    @Test
    void aCheckpointThatCannotBeCommittedWhenTasksHaveFinishedIsGoneOnFrom() throws Exception {
        RecordedSink.breaks(true);
        FakeTaskExecutor executor = running(plane, COMMITS, NOT_AFTER_TASKS_FINISH);
        executor.acknowledges = false;
        plane.until("trigger", () -> !executor.triggered.isEmpty());
        offer(executor, tasks(executor).get(1), "b");
        acknowledge(executor, prepared("a"));
        tasks(executor).forEach(task -> executor.report(task, "FINISHED"));
        plane.until("a commit that failed", () -> RecordedSink.failed() > 0);
        RecordedSink.breaks(false);
        finishAgain(executor, "b");
        assertThat(plane.ended.get(0).getState()).isEqualTo("FINISHED");
        assertThat(RecordedSink.COMMITTED).containsExactly("a", "b");
    }

    /** Finishes the attempts that follow those of {@code before}, once the last of them has offered that. */
    private void finishAgain(FakeTaskExecutor before, String... offered) {
        List<SubmitTask> old = tasks(before);
        plane.until(
                "another attempt, or the end",
                () -> !plane.ended.isEmpty() || !again(old).isEmpty());
        if (plane.ended.isEmpty()) {
            FakeTaskExecutor executor = again(old).get(0);
            List.of(offered).forEach(text -> offer(executor, tasks(executor).get(1), text));
            tasks(executor).forEach(task -> executor.report(task, "FINISHED"));
            plane.until("end", () -> !plane.ended.isEmpty());
        }
    }

    private List<FakeTaskExecutor> again(List<SubmitTask> old) {
        return plane.living().stream()
                .filter(executor -> tasks(executor).stream()
                                .filter(task -> task.getAttempt() > old.get(0).getAttempt())
                                .count()
                        == old.size())
                .toList();
    }

    private ControlPlane next() {
        return new ControlPlane(
                ContainerConditions.good(), ControlPlane.resources(4), ControlPlane.EPOCH + 1, plane.files);
    }

    private static FakeTaskExecutor running(ControlPlane plane, JobGraph graph, Map<String, String> settings)
            throws RpcException {
        submit(plane, graph, settings);
        plane.until("running", () -> plane.steps().contains(LifecycleStep.JOB_RUNNING));
        return plane.living().get(0);
    }

    private static void submit(ControlPlane plane, JobGraph graph, Map<String, String> settings) throws RpcException {
        plane.ask(Jobs.submission(configured(graph, settings)), JobAccepted.class);
    }

    private static JobGraph configured(JobGraph graph, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("execution.checkpointing.interval", "1 s"));
        all.putAll(settings);
        return new JobGraph(
                graph.jobId(), graph.name(), graph.executionConfig(), all, false, graph.vertices(), graph.edges());
    }

    /** Stops the job with a savepoint that its sink has prepared something for. */
    private void stop(FakeTaskExecutor executor, PreparedCommit... commits) {
        executor.acknowledges = false;
        plane.askLater(new TakeSavepoint(ID, "7f-1", "memory:/savepoints", true, false, 2_000L));
        plane.until("trigger", () -> !executor.triggered.isEmpty());
        acknowledge(executor, commits);
        plane.until("complete", () -> executor.notified.stream().anyMatch(notice -> notice.getCompleted()));
    }

    private static void acknowledge(FakeTaskExecutor executor, PreparedCommit... commits) {
        List<SubmitTask> tasks = tasks(executor);
        executor.acknowledge(tasks.get(0).getExecutionId(), 1);
        executor.acknowledge(tasks.get(1).getExecutionId(), 1, commits);
    }

    private static PreparedCommit prepared(String text) {
        return new PreparedCommit("sink", 1L, 1, List.of(bytes(text)));
    }

    private void offer(FakeTaskExecutor executor, SubmitTask task, String text) {
        OfferCommittables offer =
                new OfferCommittables(task.getJobId(), task.getExecutionId(), "sink", 0L, 1, List.of(bytes(text)));
        plane.until("offered", executor.send(LeaderEndpoint.address(task.getJobMaster()), offer, Ack.class)::isDone);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The latest attempts, the reader first. */
    private static List<SubmitTask> tasks(FakeTaskExecutor executor) {
        Map<Integer, SubmitTask> latest = new TreeMap<>();
        executor.tasks.values().forEach(task -> latest.put(task.getVertex(), task));
        return List.copyOf(latest.values());
    }

    private static TaskRestore restore(SubmitTask task) throws IOException {
        ByteBuffer restore = task.getRestore();
        byte[] bytes = new byte[restore.remaining()];
        restore.duplicate().get(bytes);
        return FormatCodec.decode(TaskRestore.class, bytes);
    }
}

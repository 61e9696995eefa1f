package io.yarnflink.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.graph.JobGraph;
import io.yarnflink.state.checkpoint.CheckpointStore;
import io.yarnflink.state.checkpoint.FormatCodec;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.format.TaskRestore;
import io.yarnflink.testkit.simulation.ContainerConditions;
import io.yarnflink.testkit.storage.MemoryCheckpointPointers;
import io.yarnflink.testkit.storage.MemoryCheckpointStorages;
import io.yarnflink.testkit.storage.StorageFaults;
import io.yarnflink.transport.events.LifecycleStep;
import io.yarnflink.transport.protocol.GetJob;
import io.yarnflink.transport.protocol.JobAccepted;
import io.yarnflink.transport.protocol.JobReport;
import io.yarnflink.transport.protocol.NotifyCheckpoint;
import io.yarnflink.transport.protocol.SavepointReport;
import io.yarnflink.transport.protocol.SubmitTask;
import io.yarnflink.transport.protocol.TakeSavepoint;
import io.yarnflink.transport.protocol.TriggerCheckpoint;
import io.yarnflink.transport.rpc.RpcException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
    private static final String ID = Jobs.ID.toString();
    private static final String FOLDER = "memory:/checkpoints/" + ID;

    private final ControlPlane plane = new ControlPlane(ContainerConditions.good(), ControlPlane.resources(4));

    @Test
    void checkpointsAreTakenAgainAndAgainAndTasksHearThatTheyAreComplete() throws Exception {
        FakeTaskExecutor executor = running(Jobs.readAndCount(2, 2), Map.of());
        plane.simulation.runFor(Duration.ofMillis(3_500));
        assertThat(ids(executor)).containsExactly(1L, 2L, 3L);
        TriggerCheckpoint first = executor.triggered.get(0);
        assertThat(first.getExecutionIds()).hasSize(4);
        assertThat(first.getFolder()).isEmpty();
        assertThat(executor.notified)
                .extracting(NotifyCheckpoint::getCheckpointId, NotifyCheckpoint::getCompleted)
                .startsWith(Tuple.tuple(1L, true));
        CheckpointMetadata latest = latest();
        assertThat(latest.getCheckpointId()).isEqualTo(3);
        assertThat(latest.getEpoch()).isEqualTo(ControlPlane.EPOCH);
        assertThat(latest.getVertices()).hasSize(2);
        assertThat(latest.getVertices().get(1).getSubtasks()).hasSize(2);
    }

    @Test
    void aTaskIsToldHowToTakeThem() throws Exception {
        FakeTaskExecutor executor = running(
                Jobs.readAndCount(1, 1),
                Map.of(
                        "execution.checkpointing.mode", "AT_LEAST_ONCE",
                        "execution.checkpointing.unaligned.enabled", "true",
                        "execution.checkpointing.aligned-checkpoint-timeout", "5 s"));
        SubmitTask task = tasks(executor).get(0);
        assertThat(task.getCheckpoints().getExactlyOnce()).isFalse();
        assertThat(task.getCheckpoints().getAlignedTimeoutMillis()).isEqualTo(5000);
        assertThat(task.getCheckpoints().getFolder()).isEqualTo(FOLDER);
        assertThat(task.getRestore().hasRemaining()).isFalse();
    }

    @Test
    void aJobGoesOnFromTheLatestCompletedOne() throws Exception {
        FakeTaskExecutor executor = running(Jobs.readAndCount(2, 2), Map.of());
        plane.simulation.runFor(Duration.ofMillis(2_500));
        executor.acknowledges = false;
        plane.simulation.runFor(Duration.ofSeconds(1));
        assertThat(ids(executor)).containsExactly(1L, 2L, 3L);
        List<SubmitTask> before = tasks(executor);
        executor.fail(before.get(0), "Broken", "bad", "USER_CODE");
        untilState("RESTARTING");
        // Too late, and of attempts that are gone.
        before.forEach(task -> executor.acknowledge(task.getExecutionId(), 3));
        untilState("RUNNING");
        assertThat(latest().getCheckpointId()).isEqualTo(2);
        assertThat(plane.events)
                .filteredOn(event -> event.step() == LifecycleStep.JOB_RUNNING)
                .extracting(event -> event.ids().get("checkpoint"))
                .containsExactly(null, "2");
        assertThat(tasks(executor)).hasSize(4).allSatisfy(task -> {
            TaskRestore restore = FormatCodec.decode(TaskRestore.class, bytes(task.getRestore()));
            assertThat(restore.getCheckpointId()).isEqualTo(2);
            assertThat(restore.getEnded()).isFalse();
        });
        executor.acknowledges = true;
        plane.simulation.runFor(Duration.ofMillis(1_500));
        assertThat(latest().getCheckpointId()).as("ids go on").isEqualTo(4);
    }

    @Test
    void repeatedAndUnknownAcknowledgementsChangeNothing() throws Exception {
        FakeTaskExecutor executor = running(Jobs.readAndCount(1, 1), Map.of());
        executor.acknowledges = false;
        plane.simulation.runFor(Duration.ofMillis(1_200));
        SubmitTask one = tasks(executor).get(0);
        executor.acknowledge(one.getExecutionId(), 1);
        executor.acknowledge(one.getExecutionId(), 1);
        executor.acknowledge(one.getExecutionId(), 17);
        plane.simulation.runFor(Duration.ofMillis(100));
        assertThat(plane.files.files()).noneMatch(file -> file.contains("commits"));
        executor.acknowledge(tasks(executor).get(1).getExecutionId(), 1);
        plane.simulation.runFor(Duration.ofMillis(100));
        assertThat(latest().getCheckpointId()).isEqualTo(1);
    }

    @Test
    void aDeclinedCheckpointFailsTheJobWhenMoreFailInARowThanItTolerates() throws Exception {
        FakeTaskExecutor executor = running(
                Jobs.readAndCount(1, 1),
                Map.of(
                        "execution.checkpointing.tolerable-failed-checkpoints", "1",
                        "restart-strategy.type", "none"));
        executor.acknowledges = false;
        for (long id = 1; id <= 2; id++) {
            long expected = id;
            plane.until("trigger", () -> ids(executor).contains(expected));
            executor.decline(tasks(executor).get(0).getExecutionId(), id, "disk full");
            plane.until(
                    "notice",
                    () -> executor.notified.stream()
                            .anyMatch(notice -> notice.getCheckpointId() == expected && !notice.getCompleted()));
        }
        untilState("FAILED");
        assertThat(plane.ended.get(0).getCause())
                .isEqualTo(
                        "Too many checkpoints failed in a row: checkpoint 2 failed: Read (1/1) declined it: disk full"
                                + " (execution.checkpointing.tolerable-failed-checkpoints is 1)");
    }

    @Test
    void aCheckpointThatTakesTooLongIsGivenUpAndTheNextOneTaken() throws Exception {
        FakeTaskExecutor executor = running(
                Jobs.readAndCount(1, 1),
                Map.of(
                        "execution.checkpointing.tolerable-failed-checkpoints", "5",
                        "execution.checkpointing.timeout", "5 s"));
        executor.acknowledges = false;
        plane.simulation.runFor(Duration.ofSeconds(4));
        assertThat(ids(executor)).as("one at a time").containsExactly(1L);
        plane.simulation.runFor(Duration.ofMillis(2_500));
        assertThat(ids(executor)).containsExactly(1L, 2L);
        assertThat(executor.notified).extracting(NotifyCheckpoint::getCompleted).containsExactly(false);
    }

    @Test
    void betweenCheckpointsThereIsAPause() throws Exception {
        FakeTaskExecutor executor =
                running(Jobs.readAndCount(1, 1), Map.of("execution.checkpointing.min-pause", "3 s"));
        plane.simulation.runFor(Duration.ofMillis(8_500));
        assertThat(ids(executor)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aJobWhoseTasksAreAllDoneEndsWithItsLastCheckpointAtOnce() throws Exception {
        FakeTaskExecutor executor =
                running(Jobs.readAndCount(2, 2), Map.of("execution.checkpointing.interval", "10 min"));
        tasks(executor).forEach(executor::end);
        plane.simulation.runFor(Duration.ofMillis(500));
        untilState("FINISHED");
        assertThat(executor.notified).anyMatch(NotifyCheckpoint::getCompleted);
        assertThat(CheckpointStore.open(plane.files.copy().open(FOLDER), ControlPlane.EPOCH + 1)
                        .latest())
                .as("nobody goes on from a job whose end is stored")
                .isEmpty();
        plane.untilNothingIsLeft();
    }

    @Test
    void aTaskThatIsDoneIsWaitedForWithACheckpointAndRememberedInLaterOnes() throws Exception {
        FakeTaskExecutor executor = running(Jobs.readAndCount(1, 1), Map.of("execution.checkpointing.interval", "2 s"));
        SubmitTask read = tasks(executor).get(0);
        executor.end(read);
        plane.simulation.runFor(Duration.ofMillis(500));
        assertThat(ids(executor)).containsExactly(1L);
        plane.simulation.runFor(Duration.ofMillis(2_500));
        assertThat(executor.triggered.get(1).getExecutionIds()).hasSize(1).doesNotContain(read.getExecutionId());
        assertThat(latest().getVertices().get(0).getSubtasks().get(0).getEnded())
                .isTrue();
        assertThat(latest().getVertices().get(1).getSubtasks().get(0).getEnded())
                .isFalse();
        executor.fail(tasks(executor).get(1), "Broken", "bad", "USER_CODE");
        untilState("RESTARTING");
        untilState("RUNNING");
        assertThat(FormatCodec.decode(
                                TaskRestore.class, bytes(tasks(executor).get(0).getRestore()))
                        .getEnded())
                .isTrue();
    }

    @Test
    void aLeaderThatWasFollowedByAnotherCompletesNothingMore() throws Exception {
        FakeTaskExecutor executor = running(Jobs.readAndCount(1, 1), Map.of());
        plane.simulation.runFor(Duration.ofMillis(1_500));
        CheckpointStore.open(plane.files.open(FOLDER), ControlPlane.EPOCH + 1);
        plane.simulation.runFor(Duration.ofMillis(1_500));
        assertThat(plane.superseded).isNotEmpty();
        assertThat(ids(executor)).containsExactly(1L, 2L);
        assertThat(executor.notified)
                .extracting(NotifyCheckpoint::getCheckpointId)
                .containsExactly(1L);
    }

    @Test
    void aLeaderThatIsFollowedBeforeItHasReadTheCheckpointsSaysNothingOfTheJob() throws Exception {
        CheckpointStore.open(plane.files.open(FOLDER), ControlPlane.EPOCH + 1);
        submit(plane, Jobs.readAndCount(1, 1), Map.of());
        plane.until("superseded", () -> !plane.superseded.isEmpty());
        plane.simulation.runFor(Duration.ofSeconds(30));
        assertThat(plane.ended).isEmpty();
    }

    @Test
    void aJobWhoseEndWasStoredMeanwhileIsNotRunAgain() throws Exception {
        plane.endedBefore = CompletableFuture.completedFuture(true);
        submit(plane, Jobs.readAndCount(1, 1), Map.of());
        plane.until("superseded", () -> !plane.superseded.isEmpty());
        plane.simulation.runFor(Duration.ofSeconds(30));
        assertThat(plane.steps()).doesNotContain(LifecycleStep.TASKS_DEPLOYED);
        assertThat(plane.ended).isEmpty();
    }

    /** What it was stopped with was stored, and its leader died before it counted. */
    @Test
    void aJobWithoutAnIntervalIsNotRunFromItsBeginningByTheNextLeader() throws Exception {
        MemoryCheckpointPointers pointers = new MemoryCheckpointPointers();
        pointers.of(1, StorageFaults.NONE).of(Jobs.ID.toString()).orElseThrow().open();
        pointers.of(1, StorageFaults.NONE).of(Jobs.ID.toString()).orElseThrow().moveTo(0);
        CheckpointStore.open(plane.files.open(FOLDER), 1)
                .store()
                .complete(new CheckpointMetadata(
                        1, Jobs.ID.toString(), "job", 1L, 1L, 0L, 0L, true, List.of(), List.of(), List.of(), ""));
        ControlPlane next = new ControlPlane(
                ContainerConditions.good(),
                ControlPlane.resources(4),
                ControlPlane.EPOCH,
                plane.files,
                pointers.of(ControlPlane.EPOCH, StorageFaults.NONE));
        next.ask(Jobs.submission(Jobs.readAndCount(1, 1)), JobAccepted.class);
        next.until("end", () -> !next.ended.isEmpty() || next.steps().contains(LifecycleStep.JOB_RUNNING));
        assertThat(next.steps()).doesNotContain(LifecycleStep.TASKS_DEPLOYED);
        assertThat(next.ended.get(0).getState()).isEqualTo("FAILED");
        assertThat(next.ended.get(0).getCause()).contains("was lost before checkpoint 1 counted");
    }

    @Test
    void theNextLeaderGoesOnFromWhatTheLastOneCompleted() throws Exception {
        running(Jobs.readAndCount(1, 1), Map.of());
        plane.simulation.runFor(Duration.ofMillis(2_500));
        ControlPlane next = new ControlPlane(
                ContainerConditions.good(), ControlPlane.resources(4), ControlPlane.EPOCH + 1, plane.files);
        FakeTaskExecutor executor = running(next, Jobs.readAndCount(1, 1), Map.of());
        assertThat(tasks(executor))
                .allSatisfy(task -> assertThat(FormatCodec.decode(TaskRestore.class, bytes(task.getRestore()))
                                .getCheckpointId())
                        .isEqualTo(2));
        plane.simulation.runFor(Duration.ofMillis(1_500));
        assertThat(plane.superseded).isNotEmpty();
        next.simulation.runFor(Duration.ofMillis(1_500));
        assertThat(ids(executor)).as("ids go on").containsExactly(3L);
        CheckpointMetadata latest = CheckpointStore.open(plane.files.copy().open(FOLDER), ControlPlane.EPOCH + 2)
                .latest()
                .orElseThrow();
        assertThat(latest.getEpoch()).isEqualTo(ControlPlane.EPOCH + 1);
    }

    @Test
    void aJobWhoseNewestCheckpointIsCorruptFailsAndKeepsTheOlderOne() throws Exception {
        Map<String, String> two = Map.of("execution.checkpointing.num-retained", "2");
        running(Jobs.readAndCount(1, 1), two);
        plane.simulation.runFor(Duration.ofMillis(2_500));
        plane.files.corrupt(FOLDER + "/commits/epoch-" + ControlPlane.EPOCH + "/chk-2", new byte[100]);
        ControlPlane next = new ControlPlane(
                ContainerConditions.good(), ControlPlane.resources(4), ControlPlane.EPOCH + 1, plane.files);
        submit(next, Jobs.readAndCount(1, 1), two);
        next.until("failed", () -> !next.ended.isEmpty());
        assertThat(next.ended.get(0).getCause())
                .contains("chk-2 is corrupt", "any checkpoints of it stay in " + FOLDER);
        next.simulation.runFor(Duration.ofSeconds(5));
        CheckpointStore.Opened left = CheckpointStore.open(plane.files.open(FOLDER), ControlPlane.EPOCH + 2);
        assertThat(left.latest(true).orElseThrow().getCheckpointId()).isEqualTo(1);
    }

    @Test
    void aJobThatWasStoppedWithASavepointEndsThoughATaskFailsBeforeItsEnd() throws Exception {
        FakeTaskExecutor executor =
                running(Jobs.readAndCount(1, 1), Map.of("execution.checkpointing.interval", "10 min"));
        SavepointReport stopped = plane.ask(
                new TakeSavepoint(ID, "7f-1", "memory:/savepoints", true, false, 2_000L), SavepointReport.class);
        assertThat(stopped.getState()).isEqualTo("DONE");
        int deployed = executor.tasks.size();
        executor.fail(tasks(executor).get(0), "Broken", "too late", "USER_CODE");
        untilState("FINISHED");
        assertThat(executor.tasks).as("nothing reads on").hasSize(deployed);
    }

    @Test
    void itEndsAlsoWhenItsTaskManagerIsLostAndNoOtherComes() throws Exception {
        running(Jobs.readAndCount(1, 1), Map.of("execution.checkpointing.interval", "10 min"));
        plane.ask(new TakeSavepoint(ID, "7f-1", "memory:/savepoints", true, false, 2_000L), SavepointReport.class);
        plane.containers.limit(0);
        plane.containers.kill(plane.containers.running().iterator().next());
        untilState("FINISHED");
    }

    @Test
    void theNextLeaderEndsAJobThatWasStoppedWithASavepoint() throws Exception {
        running(Jobs.readAndCount(1, 1), Map.of("execution.checkpointing.interval", "10 min"));
        plane.ask(new TakeSavepoint(ID, "7f-1", "memory:/savepoints", true, false, 2_000L), SavepointReport.class);
        ControlPlane next = new ControlPlane(
                ContainerConditions.good(), ControlPlane.resources(4), ControlPlane.EPOCH + 1, plane.files);
        submit(next, Jobs.readAndCount(1, 1), Map.of("execution.checkpointing.interval", "10 min"));
        next.until("ended", () -> !next.ended.isEmpty());
        assertThat(next.ended.get(0).getState()).isEqualTo("FINISHED");
    }

    @Test
    void whoAskedAnEarlierLeaderForASavepointHearsThatItIsTaken() throws Exception {
        Map<String, String> rarely = Map.of("execution.checkpointing.interval", "10 min");
        running(Jobs.readAndCount(1, 1), rarely);
        SavepointReport taken = savepoint("7f-1", "memory:/savepoints");
        ControlPlane next = new ControlPlane(
                ContainerConditions.good(), ControlPlane.resources(4), ControlPlane.EPOCH + 1, plane.files);
        submit(next, Jobs.readAndCount(1, 1), rarely);
        TakeSavepoint again = new TakeSavepoint(ID, "7f-1", "memory:/savepoints", false, false, 2_000L);
        assertThat(next.ask(again, SavepointReport.class)).isEqualTo(taken);
        TakeSavepoint early = new TakeSavepoint(ID, "7f-2", "memory:/savepoints", false, false, 60_000L);
        next.ask(early, SavepointReport.class);
        next.simulation.runFor(Duration.ofSeconds(10));
        assertThat(next.ask(early, SavepointReport.class).getState())
                .as("one that was asked for before all tasks ran")
                .isEqualTo("DONE");
    }

    private FakeTaskExecutor running(JobGraph graph, Map<String, String> settings) throws RpcException {
        return running(plane, graph, settings);
    }

    private static FakeTaskExecutor running(ControlPlane plane, JobGraph graph, Map<String, String> settings)
            throws RpcException {
        submit(plane, graph, settings);
        plane.until("running", () -> plane.steps().contains(LifecycleStep.JOB_RUNNING));
        return plane.living().get(0);
    }

    private static void submit(ControlPlane plane, JobGraph graph, Map<String, String> settings) throws RpcException {
        Map<String, String> all = new HashMap<>(Map.of("execution.checkpointing.interval", "1 s"));
        all.putAll(settings);
        JobGraph configured = new JobGraph(
                graph.jobId(), graph.name(), graph.executionConfig(), all, false, graph.vertices(), graph.edges());
        plane.ask(Jobs.submission(configured), JobAccepted.class);
    }

    private static List<SubmitTask> tasks(FakeTaskExecutor executor) {
        Map<String, SubmitTask> latest = new TreeMap<>();
        executor.tasks.values().forEach(task -> latest.put(task.getVertex() + "-" + task.getSubtask(), task));
        return List.copyOf(latest.values());
    }

    private SavepointReport savepoint(String requestId, String folder) throws RpcException {
        return plane.ask(new TakeSavepoint(ID, requestId, folder, false, false, 2_000L), SavepointReport.class);
    }

    @Test
    void aClientsSavepointIsTakenOnceHoweverOftenItIsAskedFor() throws Exception {
        running(Jobs.readAndCount(1, 1), Map.of("execution.checkpointing.interval", "10 min"));
        SavepointReport taken = savepoint("7f-1", "memory:/savepoints");
        assertThat(taken.getState()).as("%s", taken).isEqualTo("DONE");
        assertThat(taken.getPath()).isEqualTo("memory:/savepoints/savepoint-" + ID.substring(0, 6) + "-7f1");
        assertThat(savepoint("7f-1", "memory:/savepoints")).isEqualTo(taken);
        assertThat(savepoint("7f-2", "memory:/savepoints").getPath()).endsWith("-7f2");
        assertThat(CheckpointStore.open(plane.files.copy().open(FOLDER), ControlPlane.EPOCH + 1)
                        .haveSavepoints())
                .as("also for the next leader, which must not delete what they refer to")
                .isTrue();
        SavepointReport nowhere = savepoint("7f-3", "");
        assertThat(nowhere.getState()).isEqualTo("FAILED");
        assertThat(nowhere.getCause()).contains("no folder is given", "execution.checkpointing.savepoint-dir");
    }

    @Test
    void checkpointsAreRarerWhileASourceReadsWhatHasPiledUp() throws Exception {
        BrokenSource piledUp = new BrokenSource(context -> {
            context.setIsProcessingBacklog(true);
            context.callAsync(() -> 0, (done, failure) -> context.setIsProcessingBacklog(false), 30_000, 600_000);
        });
        FakeTaskExecutor executor =
                running(Jobs.withSource(1, piledUp), Map.of("execution.checkpointing.interval-during-backlog", "10 s"));
        plane.simulation.runFor(Duration.ofSeconds(9));
        assertThat(ids(executor)).isEmpty();
        plane.simulation.runFor(Duration.ofSeconds(16));
        assertThat(ids(executor)).containsExactly(1L, 2L);
        plane.simulation.runFor(Duration.ofSeconds(15));
        assertThat(ids(executor)).as("as usual again").hasSizeGreaterThan(6);
    }

    @Test
    void aJobThatTakesNoCheckpointsByItselfTakesSavepointsAndFinishesWithoutWaiting() throws Exception {
        FakeTaskExecutor executor =
                running(Jobs.readAndCount(1, 1), Map.of("execution.checkpointing.interval", "0 ms"));
        assertThat(tasks(executor))
                .allSatisfy(
                        task -> assertThat(task.getCheckpoints().getWaitAtEnd()).isFalse());
        plane.simulation.runFor(Duration.ofMinutes(1));
        assertThat(ids(executor)).isEmpty();
        SavepointReport drained = plane.ask(
                new TakeSavepoint(ID, "7f-0", "memory:/savepoints", true, true, 2_000L), SavepointReport.class);
        assertThat(drained.getCause()).contains("A job is drained only with checkpoints after its tasks finish");
        assertThat(savepoint("7f-1", "memory:/savepoints").getState()).isEqualTo("DONE");
        assertThat(ids(executor)).containsExactly(1L);
        tasks(executor).forEach(task -> executor.report(task, "FINISHED"));
        untilState("FINISHED");
        plane.untilNothingIsLeft();
        assertThat(plane.files.files()).noneMatch(file -> file.startsWith(FOLDER));
    }

    private static List<Long> ids(FakeTaskExecutor executor) {
        return executor.triggered.stream()
                .map(TriggerCheckpoint::getCheckpointId)
                .toList();
    }

    /** As a later leader finds it. */
    private CheckpointMetadata latest() throws IOException {
        MemoryCheckpointStorages copy = plane.files.copy();
        return CheckpointStore.open(copy.open(FOLDER), ControlPlane.EPOCH + 1)
                .latest()
                .orElseThrow();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private void untilState(String state) throws RpcException {
        long end = plane.simulation.nowNanos() + Duration.ofMinutes(3).toNanos();
        while (!plane.ask(new GetJob(ID), JobReport.class).getState().equals(state)) {
            assertThat(plane.simulation.nowNanos()).as("not " + state).isLessThan(end);
            plane.simulation.runFor(Duration.ofMillis(5));
        }
    }
}

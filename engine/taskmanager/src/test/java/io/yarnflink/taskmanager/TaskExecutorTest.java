package io.yarnflink.taskmanager;

import static io.yarnflink.taskmanager.TaskExecutorHarness.EPOCH;
import static io.yarnflink.taskmanager.TaskExecutorHarness.JOB_MASTER;
import static io.yarnflink.taskmanager.TaskExecutorHarness.printing;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.program.FailsOnNumber;
import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.taskmanager.testing.FakeRpc;
import io.yarnflink.taskmanager.testing.ListSource;
import io.yarnflink.taskmanager.testing.TaskDescription;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.AssignSplits;
import io.yarnflink.transport.protocol.CancelTask;
import io.yarnflink.transport.protocol.FreeSlot;
import io.yarnflink.transport.protocol.Heartbeat;
import io.yarnflink.transport.protocol.OfferSlots;
import io.yarnflink.transport.protocol.ReaderReady;
import io.yarnflink.transport.protocol.RequestSplit;
import io.yarnflink.transport.protocol.ShutDown;
import io.yarnflink.transport.protocol.SlotStatus;
import io.yarnflink.transport.protocol.SlotsAccepted;
import io.yarnflink.transport.protocol.TaskProgress;
import io.yarnflink.transport.protocol.TaskStateChanged;
import io.yarnflink.transport.rpc.RpcException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TaskExecutorTest {
    private final TaskExecutorHarness harness = new TaskExecutorHarness().registered();

    @Test
    void aSlotIsOfferedToTheJobMasterAndShownInHeartbeats() {
        assertThat(harness.offer(1, "a-1").isThere()).isTrue();
        OfferSlots offer = harness.answer(OfferSlots.class, new SlotsAccepted(List.of("a-1")));
        assertThat(offer.getTaskManagerId()).isEqualTo("tm-1");
        assertThat(offer.getDataPort()).isEqualTo(5000);
        assertThat(offer.getTaskExecutor().getEndpoint()).isEqualTo(TaskExecutor.NAME);
        assertThat(offer.getSlots().get(0).getSlotIndex()).isEqualTo(1);
        assertThat(harness.heartbeat().getSlots())
                .containsExactly(new SlotStatus(0, null, null), new SlotStatus(1, "a-1", TaskDescription.JOB));
    }

    @Test
    void itIsIdleUntilASlotIsGivenToAJob() {
        CompletableFuture<Boolean> before = harness.executor.isIdle();
        harness.mainThread.run();
        harness.offer(1, "a-1");
        CompletableFuture<Boolean> after = harness.executor.isIdle();
        harness.mainThread.run();
        assertThat(before).isCompletedWithValue(true);
        assertThat(after).isCompletedWithValue(false);
    }

    @Test
    void anOfferThatComesTwiceIsMadeOnceAndAnotherForTheSameSlotIsRefused() {
        harness.withSlot(0, "a-1");
        assertThat(harness.offer(0, "a-1").as(Ack.class)).isNotNull();
        assertThat(harness.rpc.hasUnanswered(OfferSlots.class)).isFalse();
        assertThat(harness.offer(0, "a-2").failure()).hasMessageContaining("slot 0 given to job");
        assertThat(harness.offer(2, "a-3").failure()).hasMessageContaining("has no slot 2 to give, it has 2");
    }

    @Test
    void aSlotThatTheJobMasterDoesNotTakeIsFreeAgain() {
        harness.offer(0, "a-1");
        harness.answer(OfferSlots.class, new SlotsAccepted(List.of()));
        assertThat(harness.heartbeat().getSlots().get(0).getAllocationId()).isNull();
        harness.offer(0, "a-2");
        harness.rpc.take(OfferSlots.class).fail(RpcException.Code.NO_ENDPOINT);
        harness.mainThread.run();
        assertThat(harness.heartbeat().getSlots().get(0).getAllocationId()).isNull();
    }

    @Test
    void anOfferIsRepeatedWhileTheJobMasterIsOutOfReach() {
        harness.offer(0, "a-1");
        harness.rpc.take(OfferSlots.class).fail(RpcException.Code.UNREACHABLE);
        harness.mainThread.advance(Duration.ofMillis(100));
        harness.rpc.take(OfferSlots.class).fail(RpcException.Code.TIMEOUT);
        harness.mainThread.advance(Duration.ofMillis(200));
        harness.answer(OfferSlots.class, new SlotsAccepted(List.of("a-1")));
        assertThat(harness.heartbeat().getSlots().get(0).getAllocationId()).isEqualTo("a-1");
    }

    @Test
    void aTaskReadsItsSplitsOnceEachAndReportsItsStatesInOrder() {
        start("e-1");
        assertThat(harness.reportedStates()).isEmpty();
        ReaderReady ready = harness.answer(ReaderReady.class, new Ack());
        assertThat(ready.getHost()).isEqualTo("tm-host");
        harness.answer(RequestSplit.class, new Ack());
        assertThat(harness.reportedStates()).containsExactly("RUNNING");

        assign("e-1", 0, "1,2", false);
        assign("e-1", 0, "1,2", false);
        harness.runTasks();
        harness.answer(RequestSplit.class, new Ack());
        assign("e-1", 1, "3", true);
        assertThat(harness.reportedStates()).containsExactly("FINISHED");
        assertThat(harness.printed.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("1\n2\n3\n");
    }

    @Test
    void whatATaskReportsIsRepeatedUntilItIsAnswered() {
        running("e-1");
        assign("e-1", 0, "1", true);
        harness.runTasks();
        harness.rpc.take(TaskStateChanged.class).fail(RpcException.Code.TIMEOUT);
        harness.mainThread.run();
        assertThat(harness.rpc.hasUnanswered(TaskStateChanged.class)).isFalse();
        harness.mainThread.advance(Duration.ofMillis(100));
        TaskStateChanged finished = harness.answer(TaskStateChanged.class, new Ack());
        assertThat(finished.getState()).isEqualTo("FINISHED");
        assertThat(finished.getCounters().getRecordsIn()).isEqualTo(1);
        assertThat(finished.getFirstRecordAt()).isPositive();
    }

    @Test
    void aFailureIsReportedWithItsCause() {
        harness.withSlot(0, "a-1");
        harness.deliver(new TaskDescription("e-1")
                .operator("numbers", new OperatorDescriptor.SourceRead<>(new ListSource()), Types.STRING, 1)
                .operator("add one", new OperatorDescriptor.Map<>(new FailsOnNumber()), Types.STRING)
                .submit("a-1", JOB_MASTER));
        runToRunning();
        assign("e-1", 0, "1,x", true);
        harness.runTasks();
        var failure = harness.answer(TaskStateChanged.class, new Ack()).getFailure();
        assertThat(failure.getOperator()).isEqualTo("add one");
        assertThat(failure.getMessage()).contains("\"x\"");
        assertThat(failure.getKind()).isEqualTo("USER_CODE");
    }

    @Test
    void aTaskNeedsASlotOfItsJob() {
        assertThat(harness.deliver(printing("e-1", "a-9")).failure())
                .hasMessageContaining("tm-1 holds no slot a-9 for job");
    }

    @Test
    void aTaskThatIsSubmittedTwiceStartsOnce() {
        start("e-1");
        assertThat(harness.deliver(printing("e-1", "a-1")).as(Ack.class)).isNotNull();
        harness.runTasks();
        harness.answer(ReaderReady.class, new Ack());
        assertThat(harness.rpc.hasUnanswered(ReaderReady.class)).isFalse();
    }

    @Test
    void aFinishedTaskThatIsSubmittedAgainDoesNotStartAgain() {
        running("e-1");
        assign("e-1", 0, "1", true);
        assertThat(harness.reportedStates()).containsExactly("FINISHED");
        assertThat(harness.deliver(printing("e-1", "a-1")).as(Ack.class)).isNotNull();
        harness.runTasks();
        assertThat(harness.rpc.hasUnanswered(ReaderReady.class)).isFalse();
    }

    @Test
    void aTaskMayComeBeforeTheAnswerToTheOfferOfItsSlot() {
        harness.offer(0, "a-1");
        assertThat(harness.deliver(printing("e-1", "a-1")).as(Ack.class)).isNotNull();
        harness.answer(OfferSlots.class, new SlotsAccepted(List.of()));
        assertThat(harness.heartbeat().getSlots().get(0).getAllocationId()).isEqualTo("a-1");
    }

    @Test
    void aCanceledTaskEndsAndOneThatCameTooLateNeverStarts() {
        running("e-1");
        assertThat(harness.deliver(new CancelTask("e-1")).as(Ack.class)).isNotNull();
        assertThat(harness.reportedStates()).containsExactly("CANCELED");
        assertThat(harness.deliver(new CancelTask("e-1")).failure()).hasMessageContaining("has no task e-1");

        assertThat(harness.deliver(new CancelTask("e-2")).failure()).hasMessageContaining("has no task e-2");
        assertThat(harness.deliver(printing("e-2", "a-1")).failure()).hasMessageContaining("it was canceled");
    }

    @Test
    void aFreedSlotEndsItsTasksFirstAndTheLastOneLetsGoOfTheJobsClasses() {
        running("e-1");
        FakeRpc.Response freed = harness.deliver(new FreeSlot("a-1", "the job ended"));
        assertThat(freed.isThere()).isFalse();
        assertThat(harness.deliver(printing("e-2", "a-1")).failure()).hasMessageContaining("holds no slot a-1");
        assertThat(harness.reportedStates()).containsExactly("CANCELED");
        assertThat(freed.as(Ack.class)).isNotNull();
        assertThat(harness.heartbeat().getSlots().get(0).getAllocationId()).isNull();
        assertThat(harness.closedClasses).containsExactly(TaskDescription.JOB);
        assertThat(harness.deliver(new FreeSlot("a-1", "again")).as(Ack.class)).isNotNull();
    }

    @Test
    void progressIsToldWhileItIsMade() {
        running("e-1");
        harness.mainThread.advance(Duration.ofMillis(500));
        harness.rpc.told();
        assign("e-1", 0, "1,2", false);
        harness.runTasks();
        harness.mainThread.advance(Duration.ofMillis(500));
        TaskProgress progress = (TaskProgress) harness.rpc.told().get(0);
        assertThat(progress.getCounters().getRecordsIn()).isEqualTo(2);
        harness.mainThread.advance(Duration.ofMillis(500));
        assertThat(harness.rpc.told()).isEmpty();
    }

    @Test
    void aMessageOfAnOlderLeaderIsRefusedAndANewerOneEndsTheTasksOfTheOld() {
        running("e-1");
        assertThat(harness.deliver(EPOCH - 1, new Heartbeat("old")).failure().code())
                .isEqualTo(RpcException.Code.STALE_EPOCH);
        harness.deliver(EPOCH + 1, new Heartbeat("new"));
        harness.runTasks();
        assertThat(harness.deliver(EPOCH + 1, new Heartbeat("new"))
                        .as(io.yarnflink.transport.protocol.HeartbeatAnswer.class)
                        .getSlots())
                .allMatch(slot -> slot.getAllocationId() == null);
        assertThat(harness.deliver(EPOCH, new Heartbeat("old")).failure().code())
                .isEqualTo(RpcException.Code.STALE_EPOCH);
        assertThat(harness.terminations).isEmpty();
    }

    @Test
    void shuttingDownEndsTheTasksFirst() {
        running("e-1");
        assertThat(harness.deliver(new ShutDown("no job needs it")).as(Ack.class))
                .isNotNull();
        assertThat(harness.terminations).isEmpty();
        assertThat(harness.rpc.isListening(TaskExecutor.NAME)).isFalse();
        assertThat(harness.reportedStates()).containsExactly("CANCELED");
        assertThat(harness.terminations).containsExactly("no job needs it");
    }

    @Test
    void withoutTasksItShutsDownAtOnce() {
        harness.deliver(new ShutDown("no job needs it"));
        assertThat(harness.terminations).containsExactly("no job needs it");
    }

    @Test
    void aCanceledTaskThatDoesNotEndEndsTheProcess() {
        start("e-1");
        harness.deliver(new CancelTask("e-1"));
        harness.passWithHeartbeats(Duration.ofMinutes(2));
        assertThat(harness.terminations).isEmpty();
        harness.passWithHeartbeats(Duration.ofSeconds(60));
        assertThat(harness.terminations)
                .containsExactly(
                        "vertex (1/1) was canceled and does not end; its thread is at java.lang.Thread.sleep(Thread.java:1)"
                                + " < MyMap.map(MyMap.java:17) (failed)");
    }

    @Test
    void aProgramSaysHowOftenItsCanceledTasksAreInterruptedAndForHowLong() {
        ExecutionConfig config = new ExecutionConfig();
        config.configure(
                Configuration.fromMap(Map.of("task.cancellation.interval", "2 s", "task.cancellation.timeout", "5000")),
                getClass().getClassLoader());
        harness.withSlot(0, "a-1");
        harness.deliver(printing("e-1", "a-1", config));
        harness.deliver(new CancelTask("e-1"));
        assertThat(harness.runner.lane(0).cancellations()).isEqualTo(1);
        harness.passWithHeartbeats(Duration.ofSeconds(4));
        assertThat(harness.runner.lane(0).cancellations()).isEqualTo(3);
        assertThat(harness.terminations).isEmpty();
        harness.passWithHeartbeats(Duration.ofSeconds(1));
        assertThat(harness.runner.lane(0).cancellations()).isEqualTo(4);
        assertThat(harness.terminations)
                .containsExactly(
                        "vertex (1/1) was canceled and does not end; its thread is at java.lang.Thread.sleep(Thread.java:1)"
                                + " < MyMap.map(MyMap.java:17) (failed)");
    }

    @Test
    void aTaskMayTakeForEverToEndWhenItsProgramSaysSo() {
        harness.withSlot(0, "a-1");
        harness.deliver(printing(
                "e-1",
                "a-1",
                new ExecutionConfig().setTaskCancellationInterval(60_000).setTaskCancellationTimeout(0)));
        harness.deliver(new CancelTask("e-1"));
        harness.passWithHeartbeats(Duration.ofMinutes(10));
        assertThat(harness.runner.lane(0).cancellations()).isEqualTo(11);
        assertThat(harness.terminations).isEmpty();
    }

    private void start(String executionId) {
        harness.withSlot(0, "a-1");
        assertThat(harness.deliver(printing(executionId, "a-1")).as(Ack.class)).isNotNull();
    }

    private void running(String executionId) {
        start(executionId);
        runToRunning();
    }

    private void runToRunning() {
        harness.runTasks();
        harness.answer(ReaderReady.class, new Ack());
        harness.answer(RequestSplit.class, new Ack());
        assertThat(harness.reportedStates()).containsExactly("RUNNING");
    }

    private void assign(String executionId, long sequence, String records, boolean noMore) {
        harness.deliver(new AssignSplits(
                executionId, sequence, 1, List.of(ByteBuffer.wrap(ListSource.split(records))), List.of(), noMore));
    }
}

package io.yarnflink.taskmanager;

import static io.yarnflink.taskmanager.TaskExecutorHarness.JOB_MASTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.state.checkpoint.FormatCodec;
import io.yarnflink.state.format.TaskRestore;
import io.yarnflink.state.format.TaskState;
import io.yarnflink.taskmanager.testing.FakeRpc;
import io.yarnflink.taskmanager.testing.ListSource;
import io.yarnflink.taskmanager.testing.TaskDescription;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.AcknowledgeCheckpoint;
import io.yarnflink.transport.protocol.AssignSplits;
import io.yarnflink.transport.protocol.CheckpointSpec;
import io.yarnflink.transport.protocol.DeclineCheckpoint;
import io.yarnflink.transport.protocol.NotifyCheckpoint;
import io.yarnflink.transport.protocol.ReaderReady;
import io.yarnflink.transport.protocol.RequestSplit;
import io.yarnflink.transport.protocol.SubmitTask;
import io.yarnflink.transport.protocol.TaskStateChanged;
import io.yarnflink.transport.protocol.TriggerCheckpoint;
import io.yarnflink.transport.rpc.RpcException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskExecutorCheckpointTest {
    private final TaskExecutorHarness harness = new TaskExecutorHarness().registered();

    @TempDir
    private Path folder;

    @Test
    void aSnapshotIsAcknowledgedUntilTheJobMasterAnswers() throws IOException {
        running("e-1");
        trigger(5, "e-1");
        trigger(5, "e-1");
        harness.runTasks();
        harness.rpc.take(AcknowledgeCheckpoint.class).fail(RpcException.Code.TIMEOUT);
        harness.mainThread.run();
        assertThat(harness.rpc.hasUnanswered(AcknowledgeCheckpoint.class)).isFalse();
        harness.mainThread.advance(Duration.ofMillis(100));
        AcknowledgeCheckpoint acknowledgement = harness.answer(AcknowledgeCheckpoint.class, new Ack());
        assertThat(acknowledgement.getExecutionId()).isEqualTo("e-1");
        assertThat(acknowledgement.getCheckpointId()).isEqualTo(5);
        assertThat(acknowledgement.getEnded()).isFalse();
        byte[] bytes = new byte[acknowledgement.getState().remaining()];
        acknowledgement.getState().get(bytes);
        assertThat(FormatCodec.decode(TaskState.class, bytes).getOperators()).hasSize(2);
        harness.runTasks();
        assertThat(harness.rpc.hasUnanswered(AcknowledgeCheckpoint.class)).isFalse();
    }

    @Test
    void anAcknowledgementOfWhatIsAbortedIsNotRepeated() {
        running("e-1");
        trigger(5, "e-1");
        harness.runTasks();
        harness.deliver(new NotifyCheckpoint(TaskDescription.JOB, List.of("e-1", "unknown"), 5L, false));
        harness.rpc.take(AcknowledgeCheckpoint.class).fail(RpcException.Code.TIMEOUT);
        harness.mainThread.advance(Duration.ofSeconds(5));
        assertThat(harness.rpc.hasUnanswered(AcknowledgeCheckpoint.class)).isFalse();
    }

    @Test
    void aCheckpointWhoseEndWasHeardOfFirstDoesNotBegin() {
        running("e-1");
        harness.deliver(new NotifyCheckpoint(TaskDescription.JOB, List.of("e-1"), 5L, false));
        trigger(5, "e-1");
        harness.runTasks();
        assertThat(harness.rpc.hasUnanswered(AcknowledgeCheckpoint.class)).isFalse();
    }

    @Test
    void aCheckpointOfATaskThatIsNotHereIsRefusedAndBeginsForNone() {
        running("e-1");
        assertThat(trigger(5, "e-1", "e-9").failure()).hasMessageContaining("has no task e-9");
        harness.runTasks();
        assertThat(harness.rpc.hasUnanswered(AcknowledgeCheckpoint.class)).isFalse();
    }

    @Test
    void aSnapshotThatCannotBeWrittenIsDeclined() {
        folder = Path.of("/proc/none");
        running("e-1");
        assign("wait-50" + ",1".repeat(20_000), false);
        trigger(5, "e-1");
        harness.runTasks();
        assertThat(harness.answer(DeclineCheckpoint.class, new Ack()).getCause())
                .startsWith("its snapshot could not be written: ");
    }

    @Test
    void aTaskThatHasEndedFinishesWhenACheckpointOfItsEndIsComplete() {
        running("e-1");
        assign("1", true);
        assertThat(harness.reportedStates()).containsExactly("ENDED");
        trigger(5, "e-1");
        harness.runTasks();
        assertThat(harness.answer(AcknowledgeCheckpoint.class, new Ack()).getEnded())
                .isTrue();
        assertThat(harness.reportedStates()).isEmpty();
        harness.deliver(new NotifyCheckpoint(TaskDescription.JOB, List.of("e-1"), 5L, true));
        assertThat(harness.reportedStates()).containsExactly("FINISHED");
        assertThat(harness.deliver(new NotifyCheckpoint(TaskDescription.JOB, List.of("e-1"), 5L, true))
                        .as(Ack.class))
                .isNotNull();
    }

    @Test
    void aTaskGoesOnFromWhatItsDescriptionNames() throws IOException {
        harness.withSlot(0, "a-1");
        SubmitTask task = description("e-1");
        task.setRestore(ByteBuffer.wrap(FormatCodec.encode(
                new TaskRestore(7L, true, List.of(), List.of(), ByteBuffer.allocate(0), List.of(), "", 0, 1, 1))));
        harness.deliver(task);
        assertThat(harness.reportedStates()).containsExactly("RUNNING", "ENDED");
        assertThat(harness.rpc.hasUnanswered(ReaderReady.class)).isFalse();
    }

    @Test
    void aTaskWhoseStateCannotBeReadFails() {
        harness.withSlot(0, "a-1");
        SubmitTask task = description("e-1");
        task.setRestore(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        harness.deliver(task);
        harness.runTasks();
        TaskStateChanged failed = harness.answer(TaskStateChanged.class, new Ack());
        assertThat(failed.getState()).isEqualTo("FAILED");
        assertThat(failed.getFailure().getMessage())
                .startsWith("The state that the task goes on from cannot be read: ");
    }

    private SubmitTask description(String executionId) {
        return new TaskDescription(executionId)
                .operator("numbers", new OperatorDescriptor.SourceRead<>(new ListSource()), Types.STRING, 1)
                .operator("print", new OperatorDescriptor.Print("", false), Types.STRING)
                .checkpoints(new CheckpointSpec(true, -1L, folder.toUri().toString(), true, 256L << 20, false))
                .submit("a-1", JOB_MASTER);
    }

    private void running(String executionId) {
        harness.withSlot(0, "a-1");
        harness.deliver(description(executionId));
        assertThat(harness.reportedStates()).isEmpty();
        harness.answer(ReaderReady.class, new Ack());
        harness.answer(RequestSplit.class, new Ack());
        assertThat(harness.reportedStates()).containsExactly("RUNNING");
    }

    private void assign(String records, boolean noMore) {
        harness.deliver(
                new AssignSplits("e-1", 0L, 1, List.of(ByteBuffer.wrap(ListSource.split(records))), List.of(), noMore));
        harness.runTasks();
    }

    private FakeRpc.Response trigger(long checkpointId, String... executionIds) {
        return harness.deliver(TriggerCheckpoint.newBuilder()
                .setJobId(TaskDescription.JOB)
                .setExecutionIds(List.of(executionIds))
                .setCheckpointId(checkpointId)
                .setTimestamp(1)
                .build());
    }
}

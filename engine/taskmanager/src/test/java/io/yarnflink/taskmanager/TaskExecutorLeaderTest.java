package io.yarnflink.taskmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.taskmanager.testing.FakeRpc;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.Heartbeat;
import io.yarnflink.transport.protocol.HeartbeatAnswer;
import io.yarnflink.transport.protocol.RegisterTaskManager;
import io.yarnflink.transport.protocol.Registered;
import io.yarnflink.transport.rpc.RpcException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskExecutorLeaderTest {
    private final TaskExecutorHarness harness = new TaskExecutorHarness();

    @Test
    void itTellsTheResourceManagerWhatItHas() {
        FakeRpc.Sent sent = harness.rpc.take(RegisterTaskManager.class);
        RegisterTaskManager message = (RegisterTaskManager) sent.message();
        assertThat(sent.to().endpoint()).isEqualTo("resourcemanager");
        assertThat(message.getTaskManagerId()).isEqualTo("tm-1");
        assertThat(message.getTaskExecutor().getPort()).isEqualTo(4242);
        assertThat(message.getDataPort()).isEqualTo(5000);
        assertThat(message.getResources().getSlots()).isEqualTo(2);
        assertThat(message.getResources().getCpu()).isEqualTo(1.5);
        assertThat(message.getStartedAt()).isEqualTo(77);
        assertThat(message.getRegisteredAt()).isEqualTo(harness.clock.wallMillis());
    }

    @Test
    void itRegistersAgainUntilTheResourceManagerListensAndFollowsItsEpoch() {
        harness.rpc.take(RegisterTaskManager.class).fail(RpcException.Code.UNREACHABLE);
        harness.mainThread.advance(Duration.ofMillis(100));
        harness.rpc.take(RegisterTaskManager.class).fail(RpcException.Code.NO_ENDPOINT);
        harness.mainThread.advance(Duration.ofMillis(200));
        harness.answer(RegisterTaskManager.class, new Registered(TaskExecutorHarness.EPOCH, 10_000L));
        assertThat(harness.deliver(TaskExecutorHarness.EPOCH - 1, new Heartbeat("old"))
                        .failure()
                        .code())
                .isEqualTo(RpcException.Code.STALE_EPOCH);
        assertThat(harness.heartbeat().getTaskManagerId()).isEqualTo("tm-1");
        assertThat(harness.terminations).isEmpty();
    }

    @Test
    void itEndsWhenTheResourceManagerRefusesIt() {
        harness.rpc.take(RegisterTaskManager.class).fail(RpcException.Code.REFUSED);
        harness.mainThread.run();
        assertThat(harness.terminations).hasSize(1);
        assertThat(harness.terminations.get(0))
                .contains("did not register this TaskManager")
                .endsWith("(failed)");
    }

    @Test
    void itEndsWhenItIsNotRegisteredInTime() {
        for (int i = 0; i < 400 && harness.terminations.isEmpty(); i++) {
            if (harness.rpc.hasUnanswered(RegisterTaskManager.class)) {
                harness.rpc.take(RegisterTaskManager.class).fail(RpcException.Code.UNREACHABLE);
            }
            harness.mainThread.advance(Duration.ofSeconds(1));
        }
        assertThat(harness.terminations).hasSize(1);
        assertThat(harness.terminations.get(0)).contains("within 300 s");
    }

    @Test
    void aLeaderThatIsHeardKeepsItAlive() {
        harness.registered();
        harness.passWithHeartbeats(Duration.ofMinutes(1));
        assertThat(harness.terminations).isEmpty();
    }

    @Test
    void withoutALeaderItEndsItsTasksAndThenItself() {
        harness.registered().withSlot(0, "a-1");
        assertThat(harness.deliver(TaskExecutorHarness.printing("e-1", "a-1")).as(Ack.class))
                .isNotNull();
        harness.runTasks();
        harness.mainThread.advance(Duration.ofSeconds(15));
        assertThat(harness.terminations).as("its task is not gone").isEmpty();
        harness.runTasks();
        assertThat(harness.terminations).hasSize(1);
        assertThat(harness.terminations.get(0))
                .startsWith("no leader was heard for")
                .endsWith("(failed)");
    }

    @Test
    void aLeaderThatIsHeardBeforeTheAnswerToTheRegistrationIsFollowed() {
        assertThat(harness.deliver(5, new Heartbeat("resourcemanager")).as(HeartbeatAnswer.class))
                .isNotNull();
        assertThat(harness.deliver(4, new Heartbeat("old")).failure().code()).isEqualTo(RpcException.Code.STALE_EPOCH);
    }
}

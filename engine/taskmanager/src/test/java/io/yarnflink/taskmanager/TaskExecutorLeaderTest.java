package io.yarnflink.taskmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.yarnflink.taskmanager.testing.FakeRpc;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.Heartbeat;
import io.yarnflink.transport.protocol.HeartbeatAnswer;
import io.yarnflink.transport.protocol.RegisterTaskManager;
import io.yarnflink.transport.protocol.Registered;
import io.yarnflink.transport.rpc.Address;
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

    private void runsATask() {
        harness.registered().withSlot(0, "a-1");
        assertThat(harness.deliver(TaskExecutorHarness.printing("e-1", "a-1")).as(Ack.class))
                .isNotNull();
        harness.runTasks();
        assertThat(harness.heartbeat().getSlots().get(0).getAllocationId()).isEqualTo("a-1");
    }

    @Test
    void withoutALeaderItEndsItsTasksAndIsGoneForTheOldOne() {
        runsATask();
        harness.mainThread.advance(Duration.ofSeconds(10));
        assertThat(harness.rpc.isListening(TaskExecutor.NAME)).as("in time").isTrue();
        harness.mainThread.advance(Duration.ofSeconds(2));
        harness.runTasks();
        assertThat(harness.rpc.isListening(TaskExecutor.NAME)).isFalse();
        assertThat(harness.closedClasses).as("of the job that ran").hasSize(1);
        assertThat(harness.terminations).as("another leader may come").isEmpty();
    }

    @Test
    void whatSleptUntilItsLeaderGaveItUpEndsWhenItWakes() {
        runsATask();
        harness.mainThread.advance(Duration.ofSeconds(12));
        harness.rpc.take(RegisterTaskManager.class).fail(RpcException.Code.UNREACHABLE);
        harness.mainThread.advance(Duration.ofSeconds(2));
        assertThat(harness.terminations).isEmpty();
        harness.rpc.take(RegisterTaskManager.class).fail(RpcException.Code.REFUSED);
        harness.mainThread.run();
        harness.runTasks();
        assertThat(harness.terminations).hasSize(1);
        assertThat(harness.rpc.isListening(TaskExecutor.NAME))
                .as("to a leader that knows of no slots")
                .isFalse();
    }

    @Test
    void whenNoOtherLeaderComesItEnds() {
        runsATask();
        harness.mainThread.advance(Duration.ofMinutes(3));
        harness.runTasks();
        assertThat(harness.terminations).isEmpty();
        harness.mainThread.advance(Duration.ofSeconds(12));
        harness.runTasks();
        assertThat(harness.terminations).hasSize(1);
        assertThat(harness.terminations.get(0))
                .startsWith("no leader was heard for")
                .endsWith("(failed)");
    }

    private void anotherLeads(long epoch) {
        harness.leader = new LeaderDirectory.Leader(epoch, new Address("am-2", 7, "resourcemanager"));
    }

    @Test
    void theNextLeaderIsFoundSoonAndTasksOfTheLastOneEndThen() {
        runsATask();
        anotherLeads(TaskExecutorHarness.EPOCH + 1);
        harness.mainThread.advance(Duration.ofSeconds(4));
        harness.runTasks();
        FakeRpc.Sent sent = harness.rpc.take(RegisterTaskManager.class);
        assertThat(sent.to().host()).isEqualTo("am-2");
        assertThat(harness.closedClasses).hasSize(1);
        sent.answer().complete(new Registered(TaskExecutorHarness.EPOCH + 1, 10_000L));
        harness.mainThread.run();
        assertThat(harness.deliver(TaskExecutorHarness.EPOCH, new Heartbeat("the last one"))
                        .failure()
                        .code())
                .isEqualTo(RpcException.Code.STALE_EPOCH);
        HeartbeatAnswer answer = harness.deliver(TaskExecutorHarness.EPOCH + 1, new Heartbeat("resourcemanager"))
                .as(HeartbeatAnswer.class);
        assertThat(answer.getSlots().get(0).getAllocationId()).isNull();
    }

    /** The last one may be asleep, and its connections open. */
    @Test
    void newsOfAnotherLeaderIsFollowedAtOnceThoughTheLastOneIsHeard() {
        runsATask();
        anotherLeads(TaskExecutorHarness.EPOCH + 1);
        harness.heartbeat();
        harness.news.run();
        harness.mainThread.run();
        harness.runTasks();
        assertThat(harness.rpc.take(RegisterTaskManager.class).to().host()).isEqualTo("am-2");
        assertThat(harness.closedClasses).hasSize(1);
    }

    @Test
    void aLeaderThatComesLateIsFollowedToo() {
        runsATask();
        harness.mainThread.advance(Duration.ofMinutes(2));
        harness.runTasks();
        anotherLeads(TaskExecutorHarness.EPOCH + 5);
        harness.mainThread.advance(Duration.ofSeconds(2));
        harness.answer(RegisterTaskManager.class, new Registered(TaskExecutorHarness.EPOCH + 5, 10_000L));
        harness.mainThread.advance(Duration.ofSeconds(5));
        assertThat(harness.deliver(TaskExecutorHarness.EPOCH + 5, new Heartbeat("resourcemanager"))
                        .as(HeartbeatAnswer.class))
                .isNotNull();
        assertThat(harness.terminations).isEmpty();
    }

    @Test
    void aLeaderThatDiedBeforeItAnsweredIsPassedOver() {
        runsATask();
        anotherLeads(TaskExecutorHarness.EPOCH + 1);
        harness.mainThread.advance(Duration.ofSeconds(4));
        harness.rpc.take(RegisterTaskManager.class).fail(RpcException.Code.UNREACHABLE);
        anotherLeads(TaskExecutorHarness.EPOCH + 2);
        harness.mainThread.advance(Duration.ofSeconds(4));
        harness.answer(RegisterTaskManager.class, new Registered(TaskExecutorHarness.EPOCH + 2, 10_000L));
        harness.mainThread.advance(Duration.ofSeconds(4));
        assertThat(harness.terminations).isEmpty();
    }

    @Test
    void aLeaderThatDiedBeforeItCouldRegisterWithItIsPassedOver() {
        harness.rpc.take(RegisterTaskManager.class).fail(RpcException.Code.UNREACHABLE);
        anotherLeads(TaskExecutorHarness.EPOCH + 1);
        for (int second = 0; second < 5; second++) {
            harness.mainThread.advance(Duration.ofSeconds(1));
            if (harness.rpc.hasUnanswered(RegisterTaskManager.class)) {
                FakeRpc.Sent sent = harness.rpc.take(RegisterTaskManager.class);
                if (sent.to().host().equals("am-2")) {
                    return;
                }
                sent.fail(RpcException.Code.UNREACHABLE);
            }
        }
        fail("it asks the first leader still");
    }

    @Test
    void aLeaderThatDoesNotWantItEndsIt() {
        runsATask();
        anotherLeads(TaskExecutorHarness.EPOCH + 1);
        harness.mainThread.advance(Duration.ofSeconds(4));
        harness.runTasks();
        harness.rpc.take(RegisterTaskManager.class).fail(RpcException.Code.REFUSED);
        harness.mainThread.run();
        assertThat(harness.terminations).hasSize(1);
    }

    @Test
    void aLeaderThatIsHeardBeforeTheAnswerToTheRegistrationIsFollowed() {
        assertThat(harness.deliver(5, new Heartbeat("resourcemanager")).as(HeartbeatAnswer.class))
                .isNotNull();
        assertThat(harness.deliver(4, new Heartbeat("old")).failure().code()).isEqualTo(RpcException.Code.STALE_EPOCH);
    }
}

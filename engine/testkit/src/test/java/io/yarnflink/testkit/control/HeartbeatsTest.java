package io.yarnflink.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.jobmanager.leader.Heartbeats;
import io.yarnflink.testkit.simulation.NetworkConditions;
import io.yarnflink.testkit.simulation.SimulatedNetwork;
import io.yarnflink.testkit.simulation.SimulatedProcess;
import io.yarnflink.testkit.simulation.Simulation;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.protocol.HeartbeatAnswer;
import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.RpcException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {
    private final Simulation simulation = new Simulation(7);
    private final SimulatedProcess process =
            new SimulatedNetwork(simulation, NetworkConditions.good()).process("leader", "host");
    private final MainThread mainThread = process.mainThread("leader");
    private final List<CompletableFuture<HeartbeatAnswer>> asked = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private final Heartbeats heartbeats = new Heartbeats(
            ControlPlane.HEARTBEAT,
            mainThread,
            simulation.clock(),
            (to, timeout) -> {
                asked.add(new CompletableFuture<>());
                return asked.get(asked.size() - 1);
            },
            new LossListener());

    @Test
    void heartbeatsThatFailTogetherWithTheirConnectionAreOneRefusal() {
        mainThread.execute(() -> heartbeats.watch("tm", new Address("host", 1, "taskexecutor")));
        simulation.runUntil(() -> asked.size() == 5, Duration.ofSeconds(6));
        refuse(0, 5);
        assertThat(lost).isEmpty();

        simulation.runUntil(() -> asked.size() == 6, Duration.ofSeconds(1));
        refuse(5, 6);
        assertThat(lost).isEmpty();
        simulation.runUntil(() -> asked.size() == 7, Duration.ofSeconds(1));
        refuse(6, 7);
        assertThat(lost).containsExactly("tm");
    }

    private void refuse(int from, int to) {
        mainThread.execute(() -> List.copyOf(asked.subList(from, to))
                .forEach(answer -> answer.completeExceptionally(
                        new RpcException(RpcException.Code.UNREACHABLE, "connection lost"))));
        simulation.runFor(Duration.ofMillis(1));
    }

    /** Writes down who is lost. */
    private final class LossListener implements Heartbeats.Listener {
        @Override
        public void alive(String taskManagerId, HeartbeatAnswer answer, long sentNanos) {
            throw new AssertionError("nobody answered");
        }

        @Override
        public void lost(String taskManagerId, String cause) {
            lost.add(taskManagerId);
        }
    }
}

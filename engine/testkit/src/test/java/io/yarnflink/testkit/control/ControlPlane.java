package io.yarnflink.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.jobmanager.leader.HeartbeatConfig;
import io.yarnflink.jobmanager.leader.LeaderContext;
import io.yarnflink.jobmanager.resources.ResourceConfig;
import io.yarnflink.jobmanager.resources.ResourceManager;
import io.yarnflink.testkit.simulation.ContainerConditions;
import io.yarnflink.testkit.simulation.NetworkConditions;
import io.yarnflink.testkit.simulation.SimulatedContainers;
import io.yarnflink.testkit.simulation.SimulatedNetwork;
import io.yarnflink.testkit.simulation.SimulatedProcess;
import io.yarnflink.testkit.simulation.Simulation;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.rpc.RpcService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** A simulated cluster with one JobManager process, and fake TaskExecutors in its containers. */
final class ControlPlane {
    static final long EPOCH = 1;
    static final HeartbeatConfig HEARTBEAT = new HeartbeatConfig(Duration.ofSeconds(1), Duration.ofSeconds(10));

    final Simulation simulation = new Simulation(42);
    final SimulatedNetwork network = new SimulatedNetwork(simulation, NetworkConditions.good());
    final SimulatedProcess jobManager = network.process("jobmanager", "am-host");
    final RpcService rpc = network.rpc(jobManager);
    final List<LifecycleEvent> events = new ArrayList<>();
    final List<String> superseded = new ArrayList<>();
    final LeaderContext context =
            new LeaderContext(EPOCH, rpc, simulation.clock(), events::add, Duration.ofSeconds(2), superseded::add);
    final Map<String, FakeTaskExecutor> taskExecutors = new TreeMap<>();
    final SimulatedContainers containers;
    final ResourceManager resourceManager;
    FakeTaskExecutor.Behaviour behaviour = FakeTaskExecutor.Behaviour.RUN;

    ControlPlane(ContainerConditions conditions, ResourceConfig config) {
        containers = new SimulatedContainers(simulation, network, conditions, List.of("h1", "h2"), started -> {
            RpcService itsRpc = network.rpc(started.process());
            FakeTaskExecutor executor = new FakeTaskExecutor(
                    started.process(), itsRpc, rpc.addressOf(ResourceManager.NAME), config.slotsPerTaskManager());
            executor.behaviour = behaviour;
            taskExecutors.put(started.containerId(), executor);
        });
        resourceManager = new ResourceManager(jobManager.mainThread("resourcemanager"), context, containers, config);
        rpc.onPeerLost((host, port, cause) -> resourceManager.peerLost(host, port));
        resourceManager.start();
    }

    static ResourceConfig resources(int slotsPerTaskManager) {
        return new ResourceConfig(
                slotsPerTaskManager,
                3,
                Duration.ofSeconds(60),
                Duration.ofSeconds(20),
                Duration.ZERO,
                Duration.ofSeconds(2),
                HEARTBEAT);
    }

    /** Runs until the condition holds, and fails when it does not within a minute of virtual time. */
    void until(String what, BooleanSupplier condition) {
        until(what, Duration.ofMinutes(1), condition);
    }

    void until(String what, Duration limit, BooleanSupplier condition) {
        assertThat(simulation.runUntil(condition, limit)).as(what).isTrue();
    }

    List<FakeTaskExecutor> living() {
        return taskExecutors.values().stream()
                .filter(executor -> executor.process().isAlive())
                .toList();
    }
}

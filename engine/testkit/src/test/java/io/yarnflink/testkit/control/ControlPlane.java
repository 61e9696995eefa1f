package io.yarnflink.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.jobmanager.JobManager;
import io.yarnflink.jobmanager.JobManagerConfig;
import io.yarnflink.jobmanager.JobManagerThreads;
import io.yarnflink.jobmanager.UserCodeLoaders;
import io.yarnflink.jobmanager.checkpoints.CheckpointPlaces;
import io.yarnflink.jobmanager.ha.CheckpointPointers;
import io.yarnflink.jobmanager.job.JobMasterConfig;
import io.yarnflink.jobmanager.leader.HeartbeatConfig;
import io.yarnflink.jobmanager.leader.LeaderContext;
import io.yarnflink.jobmanager.resources.ResourceConfig;
import io.yarnflink.jobmanager.resources.ResourceManager;
import io.yarnflink.jobmanager.resources.StartConfig;
import io.yarnflink.testkit.simulation.ContainerConditions;
import io.yarnflink.testkit.simulation.NetworkConditions;
import io.yarnflink.testkit.simulation.SimulatedContainers;
import io.yarnflink.testkit.simulation.SimulatedNetwork;
import io.yarnflink.testkit.simulation.SimulatedProcess;
import io.yarnflink.testkit.simulation.Simulation;
import io.yarnflink.testkit.storage.MemoryCheckpointStorages;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.events.LifecycleStep;
import io.yarnflink.transport.protocol.JobReport;
import io.yarnflink.transport.rpc.RpcException;
import io.yarnflink.transport.rpc.RpcService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;

/** A simulated cluster with one JobManager process, fake TaskExecutors in its containers, and a client. */
final class ControlPlane {
    static final long EPOCH = 5;
    static final HeartbeatConfig HEARTBEAT = new HeartbeatConfig(Duration.ofSeconds(1), Duration.ofSeconds(10));
    private static final JobMasterConfig JOBS = new JobMasterConfig(
            HEARTBEAT,
            Duration.ofSeconds(30),
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            Duration.ofMinutes(3),
            100,
            new Configuration().set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, "memory:/checkpoints"));

    final Simulation simulation = new Simulation(42);
    final SimulatedNetwork network = new SimulatedNetwork(simulation, NetworkConditions.good());
    final SimulatedProcess process = network.process("jobmanager", "am-host");
    final SilencedRpc rpc = new SilencedRpc(network.rpc(process));
    final RpcService client = network.rpc(network.process("client", "client-host"));
    final List<LifecycleEvent> events = new ArrayList<>();
    final List<String> superseded = new ArrayList<>();
    final List<JobReport> ended = new ArrayList<>();
    final List<JobReport> done = new ArrayList<>();
    /** How long committers and enumerators wait for their thread. */
    Duration coordinatorDelay = Duration.ZERO;

    /** Whether an earlier leader has stored the end of the job. */
    CompletableFuture<Boolean> endedBefore = CompletableFuture.completedFuture(false);

    final LeaderContext context =
            new LeaderContext(EPOCH, rpc, simulation.clock(), events::add, Duration.ofSeconds(2), superseded::add);
    final Map<String, FakeTaskExecutor> taskExecutors = new TreeMap<>();
    final MemoryCheckpointStorages files;
    final long epoch;
    final SimulatedContainers containers;
    final JobManager jobManager;
    FakeTaskExecutor.Behaviour behaviour = FakeTaskExecutor.Behaviour.RUN;

    ControlPlane(ContainerConditions conditions, ResourceConfig config) {
        this(conditions, config, EPOCH, new MemoryCheckpointStorages());
    }

    /** Of a leader that finds what others left. */
    ControlPlane(ContainerConditions conditions, ResourceConfig config, long epoch, MemoryCheckpointStorages files) {
        this(conditions, config, epoch, files, CheckpointPointers.NONE);
    }

    /** Of one that agrees with others on what is the latest checkpoint. */
    ControlPlane(
            ContainerConditions conditions,
            ResourceConfig config,
            long epoch,
            MemoryCheckpointStorages files,
            CheckpointPointers pointers) {
        this.epoch = epoch;
        this.files = files;
        containers = new SimulatedContainers(simulation, network, conditions, List.of("h1", "h2"), started -> {
            RpcService itsRpc = network.rpc(started.process());
            FakeTaskExecutor executor = new FakeTaskExecutor(
                    started.process(), itsRpc, rpc.addressOf(ResourceManager.NAME), config.slotsPerTaskManager());
            executor.behaviour = behaviour;
            executor.epoch = epoch;
            taskExecutors.put(started.containerId(), executor);
        });
        JobManager.World world = new JobManager.World(
                simulation.clock(),
                rpc,
                new Threads(),
                containers,
                UserCodeLoaders.of(ControlPlane.class.getClassLoader()),
                events::add,
                new CheckpointPlaces(files, pointers));
        jobManager = new JobManager(
                epoch, new JobManagerConfig(config, JOBS, Duration.ofSeconds(2)), world, new EndListener());
        jobManager.start();
    }

    static ResourceConfig resources(int slotsPerTaskManager) {
        return new ResourceConfig(
                slotsPerTaskManager,
                0,
                new StartConfig(3, 4, Duration.ofSeconds(5), Duration.ofSeconds(20)),
                Duration.ofSeconds(60),
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

    /** Asks the Dispatcher as a client does, and lets time pass until it answers. */
    <R extends SpecificRecord> R ask(SpecificRecord request, Class<R> answer) throws RpcException {
        CompletableFuture<SpecificRecord> future = askLater(request);
        until("an answer to " + request, future::isDone);
        try {
            return answer.cast(future.get());
        } catch (ExecutionException e) {
            throw (RpcException) e.getCause();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    CompletableFuture<SpecificRecord> askLater(SpecificRecord request) {
        return client.ask(jobManager.dispatcherAddress(), RpcService.NO_EPOCH, request, Duration.ofSeconds(70));
    }

    List<FakeTaskExecutor> living() {
        return taskExecutors.values().stream()
                .filter(executor -> executor.process().isAlive())
                .toList();
    }

    List<LifecycleStep> steps() {
        return events.stream().map(LifecycleEvent::step).toList();
    }

    /** The application has nothing left that could leak. */
    void untilNothingIsLeft() {
        until("nothing left", () -> !done.isEmpty() && containers.running().isEmpty() && network.endpoints() == 2);
        assertThat(simulation.runUntil(() -> false, Duration.ofMinutes(5))).isFalse();
        assertThat(network.endpoints()).as("dispatcher and resourcemanager").isEqualTo(2);
    }

    /** Threads of the JobManager's process. */
    private final class Threads implements JobManagerThreads {
        @Override
        public MainThread mainThread(String name) {
            MainThread thread = process.mainThread(name);
            return name.startsWith("coordinator-") ? new DelayedThread(thread, () -> coordinatorDelay) : thread;
        }

        @Override
        public Executor io() {
            return action -> process.after(Duration.ofMillis(3), "io", action);
        }
    }

    /** Writes down what the application hears. */
    private final class EndListener implements JobManager.Listener {
        @Override
        public CompletableFuture<Void> terminal(JobReport report) {
            ended.add(report);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Boolean> hasEnded(String jobId) {
            return endedBefore;
        }

        @Override
        public void done(JobReport report) {
            done.add(report);
        }

        @Override
        public void superseded(String cause) {
            superseded.add(cause);
        }
    }
}

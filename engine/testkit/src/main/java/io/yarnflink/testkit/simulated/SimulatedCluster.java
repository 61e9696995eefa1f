package io.yarnflink.testkit.simulated;

import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.time.Clock;
import io.yarnflink.jobmanager.JobManager;
import io.yarnflink.jobmanager.JobManagerConfig;
import io.yarnflink.jobmanager.JobManagerThreads;
import io.yarnflink.jobmanager.UserCodeLoaders;
import io.yarnflink.jobmanager.checkpoints.CheckpointPlaces;
import io.yarnflink.jobmanager.ha.CheckpointPointers;
import io.yarnflink.jobmanager.job.JobMasterConfig;
import io.yarnflink.jobmanager.leader.HeartbeatConfig;
import io.yarnflink.jobmanager.resources.ContainerProvider;
import io.yarnflink.jobmanager.resources.ResourceConfig;
import io.yarnflink.jobmanager.resources.StartConfig;
import io.yarnflink.state.storage.CheckpointStorages;
import io.yarnflink.taskmanager.LoadMeter;
import io.yarnflink.taskmanager.SlotResources;
import io.yarnflink.taskmanager.SnapshotServices;
import io.yarnflink.taskmanager.TaskExecutor;
import io.yarnflink.taskmanager.TaskExecutorConfig;
import io.yarnflink.taskmanager.TaskManagerServices;
import io.yarnflink.taskmanager.chain.ProcessEnvironment;
import io.yarnflink.taskmanager.classes.CopiedFiles;
import io.yarnflink.taskmanager.classes.UserClasses;
import io.yarnflink.taskmanager.exchange.ExchangeSettings;
import io.yarnflink.testkit.client.ClusterClient;
import io.yarnflink.testkit.simulation.SimulatedContainers;
import io.yarnflink.testkit.simulation.SimulatedNetwork;
import io.yarnflink.testkit.simulation.SimulatedProcess;
import io.yarnflink.testkit.simulation.SimulatedTaskRunner;
import io.yarnflink.testkit.simulation.Simulation;
import io.yarnflink.testkit.storage.MemoryCheckpointPointers;
import io.yarnflink.testkit.storage.MemoryCheckpointStorages;
import io.yarnflink.testkit.storage.StorageFaults;
import io.yarnflink.transport.data.DataNetwork;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.events.LifecycleStep;
import io.yarnflink.transport.protocol.JobReport;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * JobManager, TaskManagers and a client in one thread under a seed: the production classes, with the clock, the threads,
 * the network and the containers of a simulation. One seed always gives the same run.
 */
public final class SimulatedCluster {
    private static final HeartbeatConfig HEARTBEAT = new HeartbeatConfig(Duration.ofSeconds(1), Duration.ofSeconds(10));
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    private final ClusterPlan plan;
    private final Simulation simulation;
    private final SimulatedNetwork network;
    private final SimulatedContainers containers;
    private final Leaders leaders;
    private final Wiring wiring;
    private final int parallelism;
    private final List<SimulatedClient> clients = new ArrayList<>();
    private final Mishaps mishaps;
    private final List<LifecycleEvent> events = new ArrayList<>();
    private final List<String> leaks = new ArrayList<>();
    private final MemoryCheckpointStorages files = new MemoryCheckpointStorages();
    private final MemoryCheckpointPointers pointers = new MemoryCheckpointPointers();
    private final CheckpointInvariants invariants;

    public SimulatedCluster(long seed, ClusterPlan plan, int parallelism) {
        this(seed, plan, parallelism, Wiring.DIRECT, Simulation.UNOBSERVED);
    }

    /** {@code observer} is told of every event. */
    public SimulatedCluster(long seed, ClusterPlan plan, int parallelism, Wiring wiring, Consumer<String> observer) {
        this.plan = plan;
        this.parallelism = parallelism;
        this.wiring = wiring;
        this.simulation = new Simulation(seed, observer);
        this.network = new SimulatedNetwork(simulation, plan.network());
        this.containers = new SimulatedContainers(
                simulation, network, plan.containers(), List.of("host-a", "host-b", "host-c"), this::startTaskManager);
        // Every other run has pointers, as every other site may have ZooKeeper.
        boolean pointed = seed % 2 != 0;
        this.invariants = new CheckpointInvariants(files, pointed, simulation::violation);
        files.onRename(invariants::renamed);
        pointers.onMove(invariants::moved);
        this.leaders = new Leaders(
                simulation,
                network,
                containers,
                (epoch, process, provider, listener) -> jobManager(epoch, process, provider, listener, pointed),
                pointed);
        this.mishaps = new Mishaps(simulation, network, containers, leaders, clients, this::hasTasks);
        mishaps.plan(plan.accidents());
    }

    private JobManager jobManager(
            long epoch,
            SimulatedProcess process,
            ContainerProvider provider,
            JobManager.Listener listener,
            boolean pointed) {
        return new JobManager(
                epoch,
                config(plan),
                new JobManager.World(
                        simulation.clock(),
                        wiring.jobManager(network.rpc(process)),
                        new MasterThreads(process),
                        wiring.containers(provider),
                        UserCodeLoaders.of(SimulatedCluster.class.getClassLoader()),
                        events::add,
                        new CheckpointPlaces(
                                wiring.storage(storageOf(process)),
                                pointed ? pointers.of(epoch, faultsOf(process, "pointers")) : CheckpointPointers.NONE)),
                listener);
    }

    private CheckpointStorages storageOf(SimulatedProcess process) {
        return files.with(faultsOf(process, "storage"));
    }

    private StorageFaults faultsOf(SimulatedProcess process, String what) {
        return new ProcessFaults(process, simulation, what, plan.storageFailures());
    }

    private boolean hasTasks(String taskManagerId) {
        return events.stream()
                .filter(event -> event.step() == LifecycleStep.TASKS_DEPLOYED)
                .anyMatch(event -> taskManagerId.equals(event.ids().get("taskManagerId")));
    }

    /** Another client, in a process of its own. */
    public SimulatedClient newClient() {
        String name = "client-" + (clients.size() + 1);
        SimulatedProcess process = network.process(name, name + "-host");
        ClusterClient executor = new ClusterClient(
                new ClientRpc(network.rpc(process), leaders),
                leaders.dispatcher(),
                parallelism,
                simulation.random("job ids of " + name),
                new SimulatedTime(simulation, process));
        SimulatedClient client = new SimulatedClient(process, executor);
        clients.add(client);
        return client;
    }

    private static JobManagerConfig config(ClusterPlan plan) {
        ResourceConfig resources = new ResourceConfig(
                plan.slotsPerTaskManager(),
                0,
                StartConfig.unbraked(3, Duration.ofSeconds(30)),
                Duration.ofMinutes(2),
                plan.idleTimeout(),
                Duration.ofSeconds(2),
                HEARTBEAT);
        JobMasterConfig jobs = new JobMasterConfig(
                HEARTBEAT,
                Duration.ofSeconds(180),
                Duration.ofSeconds(2),
                Duration.ofSeconds(60),
                Duration.ofMinutes(3),
                2_000,
                new Configuration().set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, "memory:/checkpoints"));
        return new JobManagerConfig(resources, jobs, Duration.ofSeconds(3));
    }

    private void startTaskManager(SimulatedContainers.Started started) {
        SimulatedProcess process = started.process();
        DataNetwork data = network.data(process);
        long skewMillis = plan.clockSkew().toMillis();
        Clock clock = simulation.clock(Duration.ofMillis(
                skewMillis == 0
                        ? 0
                        : simulation.random("clock of " + process.name()).nextLong(-skewMillis, skewMillis)));
        TaskManagerServices services = new TaskManagerServices(
                wiring.taskManager(network.rpc(process)),
                data,
                new SimulatedTaskRunner(process, simulation),
                UserClasses.of(SimulatedCluster.class.getClassLoader()),
                CopiedFiles::new,
                new ProcessEnvironment(clock, process.host(), NOWHERE, NOWHERE),
                new Idle(),
                new SnapshotServices(
                        wiring.storage(storageOf(process)),
                        action -> process.after(Duration.ofMillis(1), "io", action)));
        TaskExecutorConfig config = new TaskExecutorConfig(
                process.name(),
                new SlotResources(plan.slotsPerTaskManager(), 1, 1 << 20, 1 << 20, 1 << 20),
                clock.wallMillis(),
                new TaskExecutorConfig.Patience(
                        Duration.ofSeconds(3),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(20),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(3)),
                new ExchangeSettings(plan.batchRecords(), 256, 2));
        new TaskExecutor(
                        config,
                        services,
                        process.mainThread(TaskExecutor.NAME),
                        leaders.directory(process),
                        (reason, failed) -> ended(process, data, reason))
                .start();
    }

    /** A TaskManager ended by itself: nothing of a job may be left in it. */
    private void ended(SimulatedProcess process, DataNetwork data, String reason) {
        simulation.note(process.name() + " ends: " + reason);
        long bytes = data.bytesInUse();
        if (bytes != 0) {
            leaks.add(process.name() + " ended with " + bytes + " bytes of buffers in use");
        }
        process.die();
    }

    public Simulation simulation() {
        return simulation;
    }

    public List<LifecycleEvent> events() {
        return List.copyOf(events);
    }

    /** The jobs that reached a terminal state. */
    public List<JobReport> endedJobs() {
        return leaders.results();
    }

    /** How many jobs have begun. */
    public int startedJobs() {
        return (int) events.stream()
                .filter(event -> event.step() == LifecycleStep.SLOTS_REQUESTED)
                .count();
    }

    /** How ApplicationMasters were lost. */
    public List<String> leaderLosses() {
        return leaders.losses();
    }

    /** The epoch of the last leader that completed a checkpoint; 0 when none did. */
    public long lastCompletingEpoch() {
        return invariants.highestEpoch();
    }

    /** Whether a completed checkpoint lets that be committed. */
    public boolean isDecided(byte[] committable) {
        return invariants.isDecided(committable);
    }

    /** The accidents that happened. */
    public List<String> faults() {
        return mishaps.faults();
    }

    /** What is left of the jobs some time after their ends, which should be nothing. */
    public List<String> leaks() {
        simulation.runUntil(
                () -> leaders.isAllGivenBack() && containers.running().isEmpty(), Duration.ofMinutes(10));
        // JobMasters stay a little for clients whose last answer got lost, and leaders that were followed may still
        // wake up.
        simulation.runFor(Duration.ofMinutes(2));
        List<String> found = new ArrayList<>(leaks);
        found.addAll(leaders.wrong());
        pointers.broken().forEach(why -> found.add("an attempt ended, for " + why));
        if (!leaders.isAllGivenBack()) {
            found.add("not all of " + leaders.results().size() + " jobs gave everything back");
        }
        containers.running().forEach(container -> found.add(container + " still runs"));
        if (network.endpoints() != leaders.endpointsInTheEnd()) {
            found.add(network.endpoints() + " endpoints instead of dispatcher and resourcemanager");
        }
        return found;
    }

    /** Threads of a JobManager's process. */
    private record MasterThreads(SimulatedProcess process) implements JobManagerThreads {
        @Override
        public MainThread mainThread(String name) {
            return process.mainThread(name);
        }

        @Override
        public Executor io() {
            return action -> process.after(Duration.ofMillis(1), "io", action);
        }
    }

    /** A process that has nothing to do. */
    private static final class Idle implements LoadMeter {
        @Override
        public double cpuLoad() {
            return 0;
        }

        @Override
        public long heapUsed() {
            return 0;
        }

        @Override
        public long heapMax() {
            return 1;
        }
    }
}

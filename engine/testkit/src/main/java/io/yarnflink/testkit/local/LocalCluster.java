package io.yarnflink.testkit.local;

import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.spi.JobExecutors;
import io.yarnflink.api.time.SystemClock;
import io.yarnflink.jobmanager.JobManager;
import io.yarnflink.jobmanager.JobManagerConfig;
import io.yarnflink.jobmanager.UserCodeLoaders;
import io.yarnflink.jobmanager.checkpoints.CheckpointPlaces;
import io.yarnflink.jobmanager.job.JobMasterConfig;
import io.yarnflink.jobmanager.leader.HeartbeatConfig;
import io.yarnflink.jobmanager.resources.ResourceConfig;
import io.yarnflink.jobmanager.resources.StartConfig;
import io.yarnflink.state.rocksdb.RocksDbBackends;
import io.yarnflink.state.storage.CheckpointStorages;
import io.yarnflink.state.storage.LocalCheckpointStorages;
import io.yarnflink.taskmanager.LeaderDirectory;
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
import io.yarnflink.taskmanager.task.ThreadTaskRunner;
import io.yarnflink.testkit.client.ClusterClient;
import io.yarnflink.testkit.storage.MemoryCheckpointStorages;
import io.yarnflink.transport.data.DataNetwork;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.protocol.JobReport;
import io.yarnflink.transport.rpc.RpcService;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** JobManager, TaskManagers and client in this JVM, on real threads; any thread. */
public final class LocalCluster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalCluster.class);
    private static final String HOST = "localhost";
    /** Long enough for somebody who looks at a breakpoint. */
    private static final HeartbeatConfig HEARTBEAT = new HeartbeatConfig(Duration.ofSeconds(1), Duration.ofHours(1));

    private static final long CLOSE_SECONDS = 30;
    private static final long ROCKSDB_MEMORY = 64 << 20;

    private final int slotsPerTaskManager;
    private final LocalThreads threads;
    private final LocalNetwork network;
    private final JobManager jobManager;
    private final ClusterClient client;
    private final Consumer<JobReport> done;
    private final List<LifecycleEvent> events = new CopyOnWriteArrayList<>();
    private final RocksDbBackends backends;
    private final CheckpointStorages checkpoints = new LocalCheckpointStorages(new MemoryCheckpointStorages());

    private LocalCluster(
            int taskManagers,
            int slotsPerTaskManager,
            LocalThreads threads,
            LocalNetwork network,
            Consumer<JobReport> done) {
        this.slotsPerTaskManager = slotsPerTaskManager;
        this.threads = threads;
        this.backends = new RocksDbBackends(
                new Configuration(), Path.of(System.getProperty("java.io.tmpdir")), ROCKSDB_MEMORY, threads.io());
        this.network = network;
        this.done = done;
        RpcService rpc = network.rpc("jobmanager");
        this.jobManager = new JobManager(
                1,
                config(slotsPerTaskManager),
                new JobManager.World(
                        SystemClock.INSTANCE,
                        rpc,
                        threads,
                        new LocalContainers(HOST, taskManagers, this::startTaskManager),
                        UserCodeLoaders.of(userCode()),
                        events::add,
                        new CheckpointPlaces(checkpoints)),
                new EndListener());
        this.client = new ClusterClient(
                network.rpc("client"),
                jobManager.dispatcherAddress(),
                taskManagers * slotsPerTaskManager,
                new SecureRandom(),
                threads);
        jobManager.start();
    }

    /** One TaskManager: no ports are opened, and data goes from task to task by reference. */
    public static LocalCluster inMemory(int slots) {
        return inMemory(slots, report -> {});
    }

    /** {@code done} hears when nobody needs a job's results any more. */
    static LocalCluster inMemory(int slots, Consumer<JobReport> done) {
        LocalThreads threads = new LocalThreads();
        return new LocalCluster(1, slots, threads, new MemoryNetwork(threads), done);
    }

    /** Several TaskManagers that exchange data over connections, as processes do. */
    public static LocalCluster overNetwork(int taskManagers, int slotsPerTaskManager) {
        return over(taskManagers, slotsPerTaskManager, threads -> new LoopbackNetwork(threads.io()));
    }

    static LocalCluster over(int taskManagers, int slotsPerTaskManager, Function<LocalThreads, LocalNetwork> network) {
        LocalThreads threads = new LocalThreads();
        return new LocalCluster(taskManagers, slotsPerTaskManager, threads, network.apply(threads), report -> {});
    }

    private static ClassLoader userCode() {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return ofThread != null ? ofThread : LocalCluster.class.getClassLoader();
    }

    private static JobManagerConfig config(int slotsPerTaskManager) {
        ResourceConfig resources = new ResourceConfig(
                slotsPerTaskManager,
                0,
                StartConfig.unbraked(1, Duration.ofSeconds(30)),
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                Duration.ofSeconds(2),
                HEARTBEAT);
        JobMasterConfig jobs = new JobMasterConfig(
                HEARTBEAT,
                Duration.ofSeconds(180),
                Duration.ofSeconds(2),
                Duration.ofSeconds(60),
                Duration.ofMinutes(3),
                4L << 20,
                new Configuration().set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, "memory:/checkpoints"));
        return new JobManagerConfig(resources, jobs, Duration.ofSeconds(10));
    }

    private AutoCloseable startTaskManager(String id, LocalContainers.Ended ended) {
        RpcService rpc = network.rpc(id);
        DataNetwork data = network.data(id);
        MainThread mainThread = threads.mainThread(TaskExecutor.NAME + "-" + id);
        TaskManagerServices services = new TaskManagerServices(
                rpc,
                data,
                new ThreadTaskRunner(),
                UserClasses.of(userCode()),
                CopiedFiles::new,
                new ProcessEnvironment(SystemClock.INSTANCE, HOST, System.out, System.err, backends),
                LoadMeter.ofJvm(),
                new SnapshotServices(checkpoints, threads.io()));
        TaskExecutorConfig config = new TaskExecutorConfig(
                id,
                new SlotResources(slotsPerTaskManager, 1, Runtime.getRuntime().maxMemory(), 0, 0),
                SystemClock.INSTANCE.wallMillis(),
                TaskExecutorConfig.Patience.STANDARD,
                ExchangeSettings.STANDARD);
        TaskExecutor executor = new TaskExecutor(
                config,
                services,
                mainThread,
                LeaderDirectory.of(
                        new LeaderDirectory.Leader(RpcService.NO_EPOCH, jobManager.resourceManagerAddress())),
                (reason, failed) -> threads.io().execute(() -> {
                    mainThread.close();
                    data.close();
                    rpc.close();
                    ended.ended(reason);
                }));
        executor.start();
        return () -> executor.close("released");
    }

    /** Runs jobs of several programs on this cluster. */
    public ClusterClient executor() {
        return client;
    }

    /** Runs a program's main on this cluster; what it throws comes out. */
    public void run(JobExecutors.ProgramBody program) throws Exception {
        JobExecutors.runWith(client, program);
    }

    public List<LifecycleEvent> events() {
        return List.copyOf(events);
    }

    /** Ends everything once the client has heard what it asked for: the last answers come on other threads. */
    void closeWhenAnswered() {
        threads.awaitAnswers(Duration.ofSeconds(CLOSE_SECONDS));
        close();
    }

    /** Ends everything, whatever runs. */
    @Override
    public void close() {
        try {
            jobManager.shutDown("the local cluster is closed").get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The local cluster did not end in an orderly way", e);
        }
        network.close();
        threads.close();
        backends.close();
    }

    /** Hears of the ends of jobs. */
    private final class EndListener implements JobManager.Listener {
        @Override
        public CompletableFuture<Void> terminal(JobReport report) {
            LOG.info("{} is {} {}", report.getJobId(), report.getState(), report.getCause());
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void done(JobReport report) {
            done.accept(report);
        }

        @Override
        public void superseded(String cause) {
            LOG.error("A local cluster has one leader only, but: {}", cause);
        }
    }
}

package io.yarnflink.testkit.threads;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.time.SystemClock;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.jobmanager.JobManager;
import io.yarnflink.jobmanager.JobManagerConfig;
import io.yarnflink.jobmanager.JobManagerThreads;
import io.yarnflink.jobmanager.UserCodeLoaders;
import io.yarnflink.jobmanager.resources.ContainerProvider;
import io.yarnflink.taskmanager.LoadMeter;
import io.yarnflink.taskmanager.SlotResources;
import io.yarnflink.taskmanager.TaskExecutor;
import io.yarnflink.taskmanager.TaskExecutorConfig;
import io.yarnflink.taskmanager.TaskManagerServices;
import io.yarnflink.taskmanager.chain.ProcessEnvironment;
import io.yarnflink.taskmanager.classes.UserClasses;
import io.yarnflink.taskmanager.exchange.ExchangeSettings;
import io.yarnflink.taskmanager.task.ThreadTaskRunner;
import io.yarnflink.transport.data.DataSettings;
import io.yarnflink.transport.data.NettyDataNetwork;
import io.yarnflink.transport.endpoint.DedicatedMainThread;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.events.LifecycleStep;
import io.yarnflink.transport.net.Admission;
import io.yarnflink.transport.net.EventLoops;
import io.yarnflink.transport.net.HandshakeBudget;
import io.yarnflink.transport.net.PeerFaultLog;
import io.yarnflink.transport.protocol.JobReport;
import io.yarnflink.transport.rpc.NettyRpcService;
import io.yarnflink.transport.security.ApplicationSecret;
import io.yarnflink.transport.security.Protocol;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A JobManager and the TaskManagers it asks for, on threads and connections of their own. */
final class ThreadedCluster implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final long EPOCH = 1;

    private final SecureRandom random = new SecureRandom();
    private final ApplicationSecret secret = ApplicationSecret.create(random);
    private final EventLoops loops = new EventLoops("test-io", 2, ForkJoinPool.commonPool());
    private final PeerFaultLog faults = new PeerFaultLog(SystemClock.INSTANCE);
    private final NettyRpcService masterRpc = rpc();
    private final ContainersInJvm containers = new ContainersInJvm();
    private final List<LifecycleEvent> events = new CopyOnWriteArrayList<>();
    private final List<Throwable> fatal = new CopyOnWriteArrayList<>();
    private final CompletableFuture<JobReport> terminal = new CompletableFuture<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final JobManager jobManager;

    ThreadedCluster() {
        jobManager = new JobManager(
                EPOCH,
                JobManagerConfig.perJob(new Configuration()),
                new JobManager.World(
                        SystemClock.INSTANCE,
                        masterRpc,
                        new MasterThreads(),
                        containers,
                        UserCodeLoaders.of(ThreadedCluster.class.getClassLoader()),
                        events::add),
                new Ending());
        jobManager.start();
    }

    /** Runs a job and says how it ended. */
    JobReport run(JobGraph graph) throws Exception {
        jobManager.submit(graph).get(30, TimeUnit.SECONDS);
        return terminal.get(60, TimeUnit.SECONDS);
    }

    /** Ends everything; how many containers were started and ended. */
    int shutDown() throws Exception {
        jobManager.shutDown("the test ends").get(30, TimeUnit.SECONDS);
        return containers.ended.size();
    }

    List<String> printedLines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    List<LifecycleStep> steps() {
        return events.stream().map(LifecycleEvent::step).toList();
    }

    List<Throwable> fatal() {
        return fatal;
    }

    @Override
    public void close() {
        containers.running.values().forEach(process -> process.executor.close("the test ends"));
        masterRpc.close();
        containers.running.values().forEach(TaskManagerProcess::close);
        loops.close();
    }

    private NettyRpcService rpc() {
        return new NettyRpcService(loops, admission(Protocol.RPC), HOST, anyPort());
    }

    private Admission admission(Protocol protocol) {
        return new Admission(protocol, secret, random, HandshakeBudget.STANDARD, faults);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private final class MasterThreads implements JobManagerThreads {
        @Override
        public MainThread mainThread(String name) {
            return new DedicatedMainThread(name, fatal::add);
        }

        @Override
        public Executor io() {
            return ForkJoinPool.commonPool();
        }
    }

    private final class Ending implements JobManager.Listener {
        @Override
        public void superseded(String cause) {
            fatal.add(new AssertionError(cause));
        }

        @Override
        public void terminal(JobReport report) {
            terminal.complete(report);
        }

        @Override
        public void done(JobReport report) {}
    }

    /** Containers that are a few objects each. */
    private final class ContainersInJvm implements ContainerProvider {
        private final Map<String, TaskManagerProcess> running = new ConcurrentHashMap<>();
        private final List<String> ended = new CopyOnWriteArrayList<>();
        private volatile @Nullable Listener listener;
        private int granted;

        @Override
        public void start(Listener toTell) {
            listener = toTell;
        }

        @Override
        public synchronized void want(int containers) {
            for (int i = 0; i < containers; i++) {
                granted++;
                listener().allocated("container-" + granted, HOST);
            }
        }

        @Override
        public void launch(String containerId) {
            running.put(containerId, new TaskManagerProcess(containerId));
        }

        @Override
        public void release(String containerId) {
            TaskManagerProcess process = running.get(containerId);
            if (process == null) {
                listener().completed(containerId, "released");
            } else {
                process.executor.close("its container was released");
            }
        }

        private Listener listener() {
            return java.util.Objects.requireNonNull(listener);
        }

        private void end(String containerId, String reason) {
            TaskManagerProcess process = running.remove(containerId);
            if (process != null) {
                process.close();
                ended.add(containerId);
                listener().completed(containerId, reason);
            }
        }
    }

    /** One TaskManager. */
    private final class TaskManagerProcess {
        private final NettyRpcService rpc = rpc();
        private final NettyDataNetwork network = new NettyDataNetwork(
                loops, admission(Protocol.DATA), HOST, anyPort(), DataSettings.standard(1 << 22), SystemClock.INSTANCE);
        private final MainThread mainThread;
        private final TaskExecutor executor;

        TaskManagerProcess(String id) {
            mainThread = new DedicatedMainThread("taskexecutor-" + id, fatal::add);
            executor = new TaskExecutor(
                    new TaskExecutorConfig(
                            id,
                            new SlotResources(1, 1, 1 << 20, 0, 1 << 22),
                            SystemClock.INSTANCE.wallMillis(),
                            TaskExecutorConfig.Patience.STANDARD,
                            ExchangeSettings.STANDARD),
                    new TaskManagerServices(
                            rpc,
                            network,
                            new ThreadTaskRunner(),
                            UserClasses.of(ThreadedCluster.class.getClassLoader()),
                            new ProcessEnvironment(SystemClock.INSTANCE, HOST, stream, stream),
                            LoadMeter.ofJvm()),
                    mainThread,
                    jobManager.resourceManagerAddress(),
                    (reason, failed) -> containers.end(id, reason));
            executor.start();
        }

        void close() {
            mainThread.close();
            rpc.close();
            network.close();
        }
    }

    static JobID jobId() {
        return new JobID(7, 11);
    }
}

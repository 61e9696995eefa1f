package io.yarnflink.am;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.TaskManagerOptions;
import io.yarnflink.staging.ApplicationStaging;
import io.yarnflink.staging.launch.ContainerFiles;
import io.yarnflink.staging.launch.LaunchCommand;
import io.yarnflink.staging.launch.TaskManagerMemory;
import io.yarnflink.state.StateBackends;
import io.yarnflink.state.rocksdb.RocksDbBackends;
import io.yarnflink.taskmanager.LoadMeter;
import io.yarnflink.taskmanager.SlotResources;
import io.yarnflink.taskmanager.SnapshotServices;
import io.yarnflink.taskmanager.TaskExecutor;
import io.yarnflink.taskmanager.TaskExecutorConfig;
import io.yarnflink.taskmanager.TaskManagerServices;
import io.yarnflink.taskmanager.chain.ProcessEnvironment;
import io.yarnflink.taskmanager.classes.JobJars;
import io.yarnflink.taskmanager.classes.LocalizedFiles;
import io.yarnflink.taskmanager.exchange.ExchangeSettings;
import io.yarnflink.taskmanager.task.ThreadTaskRunner;
import io.yarnflink.transport.data.DataNetwork;
import io.yarnflink.transport.data.DataSettings;
import io.yarnflink.transport.data.NettyDataNetwork;
import io.yarnflink.transport.endpoint.DedicatedMainThread;
import io.yarnflink.transport.rpc.NettyRpcService;
import io.yarnflink.transport.security.Protocol;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Where the ApplicationMaster has YARN start a TaskManager. */
public final class TaskManagerMain {
    private TaskManagerMain() {}

    /** How the TaskManager ended. */
    private record End(String reason, boolean failed) {}

    public static void main(String[] args) {
        try {
            ContainerLog.configure();
            ContainerProcess.endWhenMemoryRunsOut();
            End end = run(ContainerProcess.begin(System.getenv()));
            if (end.failed()) {
                ContainerProcess.giveUp(end.reason());
            }
            // Tasks have ended, and nobody waits for their snapshots any more; a shutdown hook of some library may not
            // keep the container.
            Runtime.getRuntime().halt(0);
        } catch (Throwable e) {
            ContainerProcess.giveUp("the TaskManager failed: " + e, e);
        }
    }

    private static End run(ContainerProcess process) throws IOException {
        Configuration settings = process.settings();
        TaskManagerEnvironment master = TaskManagerEnvironment.from(process.environment());
        TaskManagerMemory memory = TaskManagerMemory.from(settings);
        try (NettyRpcService rpc = process.listen();
                DataNetwork network = network(process, memory);
                RocksDbBackends backends = backends(process, settings, memory)) {
            CompletableFuture<End> ended = new CompletableFuture<>();
            TaskExecutor executor = new TaskExecutor(
                    config(process, settings, memory),
                    services(process, rpc, network, backends),
                    new DedicatedMainThread(
                            TaskExecutor.NAME,
                            cause -> ContainerProcess.giveUp("the TaskExecutor's main thread failed: " + cause, cause)),
                    NextLeaders.of(master, process),
                    (reason, failed) -> ended.complete(new End(reason, failed)));
            executor.start();
            WarmStorage.whenIdle(
                    executor::isIdle,
                    process.checkpoints(),
                    master.staging(),
                    ApplicationStaging.SETTINGS,
                    process.io());
            return ended.join();
        }
    }

    private static DataNetwork network(ContainerProcess process, TaskManagerMemory memory) {
        return new NettyDataNetwork(
                process.loops(),
                process.admission(Protocol.DATA),
                process.identity().host(),
                new InetSocketAddress(0),
                DataSettings.standard(memory.network()),
                process.clock());
    }

    private static TaskExecutorConfig config(
            ContainerProcess process, Configuration settings, TaskManagerMemory memory) {
        return new TaskExecutorConfig(
                process.identity().containerId(),
                new SlotResources(
                        settings.get(TaskManagerOptions.NUM_TASK_SLOTS),
                        LaunchCommand.taskManagerVcores(settings),
                        memory.frameworkHeap() + memory.taskHeap(),
                        memory.managed(),
                        memory.network()),
                ProcessStart.wallMillis(process.clock()),
                TaskExecutorConfig.Patience.STANDARD,
                ExchangeSettings.STANDARD);
    }

    /** The container's folder, in which it begins, goes with it however it ends. */
    private static RocksDbBackends backends(
            ContainerProcess process, Configuration settings, TaskManagerMemory memory) {
        return new RocksDbBackends(settings, Path.of("rocksdb"), memory.managed(), process.io());
    }

    private static TaskManagerServices services(
            ContainerProcess process, NettyRpcService rpc, DataNetwork network, StateBackends backends)
            throws IOException {
        return new TaskManagerServices(
                rpc,
                network,
                new ThreadTaskRunner(),
                new JobJars(UserLibrary.jars(), TaskManagerMain.class.getClassLoader()),
                () -> new LocalizedFiles(Path.of(ContainerFiles.CACHED_FILES)),
                new ProcessEnvironment(process.clock(), process.identity().host(), System.out, System.err, backends),
                LoadMeter.ofJvm(),
                new SnapshotServices(process.checkpoints(), process.io()));
    }
}

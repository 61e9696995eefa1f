package io.yarnflink.am;

import io.yarnflink.am.yarn.HadoopYarn;
import io.yarnflink.am.yarn.TaskManagerLaunch;
import io.yarnflink.am.yarn.YarnContainers;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.TaskManagerOptions;
import io.yarnflink.api.faults.FailPoint;
import io.yarnflink.jobmanager.dispatcher.Dispatcher;
import io.yarnflink.jobmanager.resources.ContainerProvider;
import io.yarnflink.jobmanager.resources.ResourceManager;
import io.yarnflink.staging.ApplicationStaging;
import io.yarnflink.staging.launch.ApplicationCredentials;
import io.yarnflink.staging.launch.ContainerFiles;
import io.yarnflink.staging.launch.LaunchCommand;
import io.yarnflink.staging.launch.LaunchEnvironment;
import io.yarnflink.transport.endpoint.DedicatedMainThread;
import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.RpcService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.hadoop.yarn.api.protocolrecords.RegisterApplicationMasterResponse;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to YARN, opened beside everything else: loading Hadoop's clients takes longer than the rest of the start.
 * Whatever cuts it ends this process at once.
 */
final class YarnConnection implements HadoopYarn.Fate {
    private static final Logger LOG = LoggerFactory.getLogger(YarnConnection.class);

    private final Application application;
    private final Leadership leadership;
    private final Resource size;
    private final YarnContainers containers;
    private final CompletableFuture<TaskManagerLaunch> launch;
    private final CompletableFuture<HadoopYarn> registered;

    /** Registers as soon as {@code rpc} has a port to be reached at. */
    YarnConnection(Application application, Leadership leadership, CompletableFuture<? extends RpcService> rpc) {
        this.application = application;
        this.leadership = leadership;
        Configuration settings = application.process().settings();
        size = Resource.newInstance(
                settings.get(TaskManagerOptions.TOTAL_PROCESS_MEMORY).getMebiBytes(),
                LaunchCommand.taskManagerVcores(settings));
        containers = new YarnContainers(new DedicatedMainThread(
                "yarn", cause -> ContainerProcess.giveUp("the account of YARN's containers broke: " + cause, cause)));
        Executor io = application.process().io();
        CompletableFuture<HadoopYarn> connected = CompletableFuture.supplyAsync(this::connect, io);
        launch = rpc.thenApplyAsync(service -> launch(service.addressOf(ResourceManager.NAME)), io);
        registered = launch.thenCombine(connected, (prepared, yarn) -> yarn)
                .thenCombineAsync(rpc, (yarn, service) -> register(yarn, service.addressOf(Dispatcher.NAME)), io);
        registered
                .thenCombineAsync(rpc, (yarn, service) -> service.addressOf(ResourceManager.NAME), io)
                .thenAcceptAsync(this::lead, io)
                .exceptionally(cause -> {
                    ContainerProcess.giveUp("TaskManagers cannot be told who leads: " + cause, cause);
                    throw new IllegalStateException("the process has ended", cause);
                });
        registered.exceptionally(cause -> {
            ContainerProcess.giveUp("YARN did not register the ApplicationMaster: " + cause, cause);
            throw new IllegalStateException("the process has ended", cause);
        });
    }

    ContainerProvider containers() {
        return containers;
    }

    /** Done when YARN knows this ApplicationMaster. */
    CompletableFuture<HadoopYarn> registered() {
        return registered;
    }

    void unregister(FinalApplicationStatus status, String diagnostics) throws IOException {
        registered.join().unregister(status, diagnostics);
    }

    @Override
    public void superseded() {
        ContainerProcess.stopAsSuperseded("YARN has a newer attempt, or has ended the application");
    }

    @Override
    public void yarnLost(Throwable cause) {
        ContainerProcess.giveUp("YARN cannot be reached any more: " + cause, cause);
    }

    private HadoopYarn connect() {
        return new HadoopYarn(
                application.process().hadoop(), size, container -> launch.join().apply(container), containers, this);
    }

    private HadoopYarn register(HadoopYarn yarn, Address dispatcher) {
        FailPoint.hit("A1");
        try {
            RegisterApplicationMasterResponse registration = yarn.register(dispatcher.host(), dispatcher.port());
            Resource largest = registration.getMaximumResourceCapability();
            LOG.info("{} registered with YARN at {}, largest container {}", application.id(), dispatcher, largest);
            if (size.getMemorySize() > largest.getMemorySize() || size.getVirtualCores() > largest.getVirtualCores()) {
                containers.refused("a TaskManager needs " + size.getMemorySize() + " mb and " + size.getVirtualCores()
                        + " vcores, but YARN's largest container has " + largest.getMemorySize() + " mb and "
                        + largest.getVirtualCores() + " vcores");
            }
            FailPoint.hit("A2");
            containers.registered(yarn, hosts(registration.getContainersFromPreviousAttempts()));
            return yarn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> hosts(List<Container> containers) {
        Map<String, String> hosts = new TreeMap<>();
        containers.forEach(container ->
                hosts.put(container.getId().toString(), container.getNodeId().getHost()));
        return hosts;
    }

    /** Tells the TaskManagers of earlier attempts whom they follow now. */
    private void lead(Address resourceManager) {
        try {
            leadership.lead(resourceManager);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the leader file of attempt " + application.epoch() + " cannot be written", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private TaskManagerLaunch launch(Address resourceManager) {
        ContainerProcess process = application.process();
        try {
            ContainerFiles files =
                    ContainerFiles.read(Files.readAllBytes(Path.of(ApplicationStaging.TASK_MANAGER_FILES)));
            Map<String, String> environment = new HashMap<>(new TaskManagerEnvironment(
                            application.id(), application.launch().staging(), resourceManager, application.epoch())
                    .variables());
            String user = process.environment().get(LaunchEnvironment.HADOOP_USER_NAME);
            if (user != null) {
                environment.put(LaunchEnvironment.HADOOP_USER_NAME, user);
            }
            return new TaskManagerLaunch(
                    files,
                    environment,
                    LaunchCommand.taskManager(process.settings(), files),
                    ApplicationCredentials.serialize(ApplicationCredentials.forTaskManagers(process.credentials())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

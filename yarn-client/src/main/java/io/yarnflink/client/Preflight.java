package io.yarnflink.client;

import io.yarnflink.api.configuration.ConfigOption;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.HighAvailabilityOptions;
import io.yarnflink.api.configuration.JobManagerOptions;
import io.yarnflink.api.configuration.TaskManagerOptions;
import io.yarnflink.api.configuration.YarnOptions;
import io.yarnflink.client.hadoop.Yarn;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.settings.ClusterSpec;
import io.yarnflink.client.settings.NearestName;
import io.yarnflink.client.settings.Settings;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.staging.launch.ContainerFiles;
import io.yarnflink.staging.launch.LaunchCommand;
import io.yarnflink.staging.launch.MasterMemory;
import io.yarnflink.staging.launch.TaskManagerMemory;
import java.util.List;
import java.util.Optional;

/** Refuses, before anything is staged, what the cluster could never run. */
final class Preflight {
    private final Settings settings;
    private final ClusterSpec spec;

    Preflight(Settings settings, ClusterSpec spec) {
        this.settings = settings;
        this.spec = spec;
    }

    /** Needs no cluster: the division of memory, the JVM options and what belongs together must make sense. */
    void checkContainers() throws ClientException {
        Configuration configuration = settings.configuration();
        ContainerFiles none = new ContainerFiles(List.of());
        try {
            MasterMemory.from(configuration);
            TaskManagerMemory.from(configuration);
            LaunchCommand.master(configuration, none);
            LaunchCommand.taskManager(configuration, none);
            HighAvailabilityOptions.usesZooKeeper(configuration);
        } catch (IllegalArgumentException e) {
            throw new ClientException(ExitCode.USAGE, ClientException.oneLine(e), e);
        }
    }

    /** {@code yarn} knows its largest container and its queues. */
    void checkCluster(Yarn yarn, Yarn.NewApplication limits) throws ClientException {
        checkSize(spec.jobManager(), limits, JobManagerOptions.TOTAL_PROCESS_MEMORY, YarnOptions.APP_MASTER_VCORES);
        checkSize(spec.taskManager(), limits, TaskManagerOptions.TOTAL_PROCESS_MEMORY, YarnOptions.CONTAINER_VCORES);
        checkQueue(yarn, spec.placement().queue());
    }

    private void checkSize(
            ClusterSpec.Container container, Yarn.NewApplication limits, ConfigOption<?> memory, ConfigOption<?> vcores)
            throws ClientException {
        if (container.memoryMb() > limits.maxMemoryMb()) {
            throw refused(memory, container.memoryMb() + " mb", limits.maxMemoryMb() + " mb per container");
        }
        if (container.vcores() > limits.maxVcores()) {
            throw refused(vcores, String.valueOf(container.vcores()), limits.maxVcores() + " per container");
        }
    }

    private ClientException refused(ConfigOption<?> option, String value, String most) {
        return new ClientException(
                ExitCode.PREFLIGHT,
                option.key() + " is " + value + " (" + settings.origin(option) + "), above YARN's maximum of " + most);
    }

    private void checkQueue(Yarn yarn, String queue) throws ClientException {
        Optional<Boolean> open = yarn.queueIsOpen(queue);
        if (open.isEmpty()) {
            List<String> queues = yarn.queues();
            String others = NearestName.to(queue, queues)
                    .map(name -> "; did you mean " + name + "?")
                    .orElse(queues.isEmpty() ? "" : "; queues here: " + String.join(", ", queues));
            throw new ClientException(
                    ExitCode.PREFLIGHT,
                    "queue '" + queue + "' (" + settings.origin(YarnOptions.APPLICATION_QUEUE) + ") is unknown to YARN"
                            + others);
        }
        if (!open.get()) {
            throw new ClientException(ExitCode.PREFLIGHT, "queue '" + queue + "' is stopped and takes no applications");
        }
    }
}

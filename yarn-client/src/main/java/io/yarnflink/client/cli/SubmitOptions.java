package io.yarnflink.client.cli;

import io.yarnflink.api.configuration.ConfigOption;
import io.yarnflink.api.configuration.CoreOptions;
import io.yarnflink.api.configuration.JobManagerOptions;
import io.yarnflink.api.configuration.StateRecoveryOptions;
import io.yarnflink.api.configuration.TaskManagerOptions;
import io.yarnflink.api.configuration.YarnOptions;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.settings.Settings;
import io.yarnflink.rest.archive.ExitCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a submission takes from its command line, under whichever command. */
final class SubmitOptions {
    @Option(
            names = {"-d", "--detached"},
            description = "Return once YARN has accepted the application.")
    boolean detached;

    @Option(
            names = "--embedded",
            description = {
                "Run on a real HDFS and YARN inside this machine, started and stopped with the command;",
                "parallelism.default is 2 there unless set."
            })
    boolean embedded;

    @Option(
            names = {"-c", "--class"},
            paramLabel = "<class>",
            description = "The class with main (default: the jar's Main-Class).")
    @Nullable
    String mainClass;

    @Option(
            names = {"-p", "--parallelism"},
            paramLabel = "<n>",
            description = "parallelism.default")
    @Nullable
    String parallelism;

    @Option(
            names = {"-n", "--name"},
            paramLabel = "<name>",
            description = "yarn.application.name")
    @Nullable
    String name;

    @Option(
            names = {"-q", "--queue"},
            paramLabel = "<queue>",
            description = "yarn.application.queue")
    @Nullable
    String queue;

    @Option(
            names = {"-jm", "--jobmanager-memory"},
            paramLabel = "<size>",
            description = "jobmanager.memory.process.size")
    @Nullable
    String jobManagerMemory;

    @Option(
            names = {"-tm", "--taskmanager-memory"},
            paramLabel = "<size>",
            description = "taskmanager.memory.process.size")
    @Nullable
    String taskManagerMemory;

    @Option(
            names = {"-s", "--slots"},
            paramLabel = "<n>",
            description = "taskmanager.numberOfTaskSlots")
    @Nullable
    String slots;

    @Option(
            names = {"--from-savepoint", "--fromSavepoint"},
            paramLabel = "<path>",
            description = "Go on from a savepoint or a retained checkpoint: execution.state-recovery.path")
    @Nullable
    String fromSavepoint;

    @Option(
            names = {"--allow-non-restored-state", "--allowNonRestoredState"},
            description = "Leave state behind that fits no operator.")
    boolean allowNonRestoredState;

    @Option(
            names = "--allow-older-checkpoint",
            description = {
                "Go on from an older checkpoint when the newest one is corrupt; output after it comes twice:",
                "execution.state-recovery.allow-older-checkpoint"
            })
    boolean allowOlderCheckpoint;

    @Option(
            names = {"--claim-mode", "--claimMode", "--restoreMode"},
            paramLabel = "<mode>",
            description = "Whose that savepoint is, claim or no_claim: execution.state-recovery.claim-mode")
    @Nullable
    String claimMode;

    @Option(names = "--am-vcores", paramLabel = "<n>", description = "yarn.appmaster.vcores")
    @Nullable
    String masterVcores;

    @Option(names = "--tm-vcores", paramLabel = "<n>", description = "yarn.containers.vcores")
    @Nullable
    String taskManagerVcores;

    @Option(names = "-D", paramLabel = "<key>=<value>", description = "Set a configuration key; repeatable.")
    List<String> definitions = new ArrayList<>();

    @Parameters(index = "0", paramLabel = "<jar>", description = "The program; examples/x.jar comes with yarn-flink.")
    String jar = "";

    @Parameters(index = "1..*", paramLabel = "<argument>", description = "Arguments of the program, after --.")
    List<String> arguments = new ArrayList<>();

    /** Adds what was given to {@code settings}: -D first, so that a flag of its own wins. */
    void addTo(Settings settings) throws ClientException {
        if (embedded && detached) {
            throw new ClientException(
                    ExitCode.USAGE,
                    "--embedded and --detached exclude each other: the cluster on this machine ends with the command, and"
                            + " a detached job would end with it");
        }
        if (embedded && !settings.configuration().contains(CoreOptions.DEFAULT_PARALLELISM)) {
            // A newcomer sees what a cluster is about: two TaskManagers that exchange data.
            add(settings, "--embedded", CoreOptions.DEFAULT_PARALLELISM, "2");
        }
        for (String definition : definitions) {
            settings.addDefinition(definition);
        }
        add(settings, "--parallelism", CoreOptions.DEFAULT_PARALLELISM, parallelism);
        add(settings, "--name", YarnOptions.APPLICATION_NAME, name);
        add(settings, "--queue", YarnOptions.APPLICATION_QUEUE, queue);
        add(settings, "--jobmanager-memory", JobManagerOptions.TOTAL_PROCESS_MEMORY, jobManagerMemory);
        add(settings, "--taskmanager-memory", TaskManagerOptions.TOTAL_PROCESS_MEMORY, taskManagerMemory);
        add(settings, "--slots", TaskManagerOptions.NUM_TASK_SLOTS, slots);
        add(settings, "--from-savepoint", StateRecoveryOptions.SAVEPOINT_PATH, fromSavepoint);
        add(
                settings,
                "--allow-non-restored-state",
                StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE,
                allowNonRestoredState ? "true" : null);
        add(
                settings,
                "--allow-older-checkpoint",
                StateRecoveryOptions.ALLOW_OLDER_CHECKPOINT,
                allowOlderCheckpoint ? "true" : null);
        add(settings, "--claim-mode", StateRecoveryOptions.RESTORE_MODE, claimMode);
        add(settings, "--am-vcores", YarnOptions.APP_MASTER_VCORES, masterVcores);
        add(settings, "--tm-vcores", YarnOptions.CONTAINER_VCORES, taskManagerVcores);
    }

    private static void add(Settings settings, String flag, ConfigOption<?> option, @Nullable String value)
            throws ClientException {
        if (value != null) {
            settings.addFlag(flag, option, value);
        }
    }
}

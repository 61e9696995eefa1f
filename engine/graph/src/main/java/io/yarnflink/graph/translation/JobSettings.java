package io.yarnflink.graph.translation;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.InvalidProgramException;
import io.yarnflink.api.common.RestartStrategies;
import io.yarnflink.api.common.RuntimeExecutionMode;
import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.ExecutionOptions;
import io.yarnflink.api.configuration.StateBackendOptions;
import io.yarnflink.api.configuration.StateRecoveryOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a JobMaster follows of a program's configuration: it needs no code of the user's to read it. */
final class JobSettings {
    private JobSettings() {}

    /** Reads what a JobMaster will read, while who submits can still be told. */
    private static void check(Configuration configuration) {
        configuration.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
        configuration.getOptional(CheckpointingOptions.SAVEPOINT_DIRECTORY);
        configuration.get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS);
        configuration.get(StateBackendOptions.STATE_BACKEND);
        Optional<String> savepoint = configuration.getOptional(StateRecoveryOptions.SAVEPOINT_PATH);
        if (savepoint.isPresent() && isBatch(configuration)) {
            throw new InvalidProgramException("The job cannot go on from savepoint " + savepoint.get()
                    + ", because jobs in BATCH mode keep no state; run it in STREAMING mode");
        }
    }

    private static boolean isBatch(Configuration configuration) {
        return configuration.get(ExecutionOptions.RUNTIME_MODE) == RuntimeExecutionMode.BATCH;
    }

    static Map<String, String> of(ExecutionConfig program) {
        Configuration configuration = new Configuration(program.jobConfiguration());
        if (program.isBatch()) {
            // Its tasks follow each other: there is no moment at which all could be part of a checkpoint.
            // Where a program says nothing the cluster's configuration counts.
            configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ZERO);
            configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
        } else {
            configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        }
        if (program.isUseSnapshotCompression()) {
            configuration.set(CheckpointingOptions.SNAPSHOT_COMPRESSION, true);
        }
        check(configuration);
        Map<String, String> settings = new TreeMap<>();
        configuration.toMap().forEach((key, value) -> {
            if (key.startsWith("execution.checkpointing.")
                    || key.equals(ExecutionOptions.RUNTIME_MODE.key())
                    || key.startsWith("execution.state-recovery.")
                    || key.startsWith("state.backend.")
                    || key.startsWith("restart-strategy.")) {
                settings.put(key, value);
            }
        });
        settings.putAll(
                RestartStrategies.toConfiguration(program.getRestartStrategy()).toMap());
        return settings;
    }
}

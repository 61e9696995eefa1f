package io.yarnflink.jobmanager.checkpoints;

import io.yarnflink.api.common.CheckpointingMode;
import io.yarnflink.api.common.RecoveryClaimMode;
import io.yarnflink.api.common.RuntimeExecutionMode;
import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.ExecutionOptions;
import io.yarnflink.api.configuration.ReadableConfig;
import io.yarnflink.api.configuration.StateRecoveryOptions;
import java.time.Duration;
import java.util.Optional;

/**
 * How a job takes checkpoints. {@code tolerableFailures}: how many in a row may fail before the job does; {@code
 * afterTasksFinish}: whether they go on when some tasks have done their work, which then wait for one; {@code
 * alignedTimeoutMillis}: see CheckpointSpec.
 */
public record CheckpointSettings(
        Pace pace,
        Duration timeout,
        int maxConcurrent,
        int tolerableFailures,
        boolean afterTasksFinish,
        Mode mode,
        Optional<RestoreRequest> restore) {

    /**
     * A savepoint that a job without checkpoints of its own goes on from; {@code partly}: state may be left behind; {@code
     * claimed}: it is deleted when the job needs it no more.
     */
    public record RestoreRequest(String folder, boolean partly, boolean claimed) {}

    /**
     * How often they are taken: each {@code interval}, or only savepoints when that is zero; while sources read what has
     * piled up, each {@code duringBacklog}, or none. {@code minPause}: from the end of one to the beginning of the next.
     */
    public record Pace(Duration interval, Duration duringBacklog, Duration minPause) {
        Duration interval(boolean backlog) {
            return backlog ? duringBacklog : interval;
        }

        private static Pace from(ReadableConfig configuration) {
            Duration interval = configuration
                    .getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                    .orElse(Duration.ZERO);
            return new Pace(
                    interval,
                    interval.isZero()
                            ? interval
                            : configuration
                                    .getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL_DURING_BACKLOG)
                                    .orElse(interval),
                    configuration.get(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS));
        }
    }

    /** What tasks are told of it; see CheckpointSpec. */
    public record Mode(boolean exactlyOnce, long alignedTimeoutMillis, long maxInFlightBytes, boolean compressed) {}

    /** Empty for a job that can take none: its tasks follow each other. */
    public static Optional<CheckpointSettings> from(ReadableConfig configuration) {
        return configuration.get(ExecutionOptions.RUNTIME_MODE) == RuntimeExecutionMode.BATCH
                ? Optional.empty()
                : Optional.of(of(configuration));
    }

    /** Whether they are taken by themselves. */
    public boolean arePeriodic() {
        return !pace.interval().isZero();
    }

    private static CheckpointSettings of(ReadableConfig configuration) {
        boolean unaligned = configuration.get(CheckpointingOptions.ENABLE_UNALIGNED);
        return new CheckpointSettings(
                Pace.from(configuration),
                configuration.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT),
                configuration.get(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS),
                configuration.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER),
                CheckpointingOptions.isCheckpointingEnabled(configuration)
                        && configuration.get(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH),
                new Mode(
                        configuration.get(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE)
                                == CheckpointingMode.EXACTLY_ONCE,
                        unaligned
                                ? configuration
                                        .get(CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT)
                                        .toMillis()
                                : -1,
                        configuration
                                .get(CheckpointingOptions.UNALIGNED_MAX_IN_FLIGHT)
                                .getBytes(),
                        configuration.get(CheckpointingOptions.SNAPSHOT_COMPRESSION)),
                configuration
                        .getOptional(StateRecoveryOptions.SAVEPOINT_PATH)
                        .map(folder -> new RestoreRequest(
                                folder,
                                configuration.get(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE),
                                configuration.get(StateRecoveryOptions.RESTORE_MODE) == RecoveryClaimMode.CLAIM)));
    }
}

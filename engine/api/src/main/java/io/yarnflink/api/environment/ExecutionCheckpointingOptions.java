package io.yarnflink.api.environment;

import io.yarnflink.api.common.CheckpointingMode;
import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.ConfigOption;
import io.yarnflink.api.configuration.ExternalizedCheckpointRetention;
import java.time.Duration;

/** The options of checkpoints under the names of release 1; see {@link CheckpointingOptions}. */
@Deprecated
public class ExecutionCheckpointingOptions {
    public static final ConfigOption<CheckpointingMode> CHECKPOINTING_CONSISTENCY_MODE =
            CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE;
    public static final ConfigOption<CheckpointingMode> CHECKPOINTING_MODE = CHECKPOINTING_CONSISTENCY_MODE;
    public static final ConfigOption<Duration> CHECKPOINTING_INTERVAL = CheckpointingOptions.CHECKPOINTING_INTERVAL;
    public static final ConfigOption<Duration> CHECKPOINTING_INTERVAL_DURING_BACKLOG =
            CheckpointingOptions.CHECKPOINTING_INTERVAL_DURING_BACKLOG;
    public static final ConfigOption<Duration> CHECKPOINTING_TIMEOUT = CheckpointingOptions.CHECKPOINTING_TIMEOUT;
    public static final ConfigOption<Integer> MAX_CONCURRENT_CHECKPOINTS =
            CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS;
    public static final ConfigOption<Duration> MIN_PAUSE_BETWEEN_CHECKPOINTS =
            CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS;
    public static final ConfigOption<Integer> TOLERABLE_FAILURE_NUMBER = CheckpointingOptions.TOLERABLE_FAILURE_NUMBER;
    public static final ConfigOption<ExternalizedCheckpointRetention> EXTERNALIZED_CHECKPOINT_RETENTION =
            CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION;
    public static final ConfigOption<Boolean> ENABLE_UNALIGNED = CheckpointingOptions.ENABLE_UNALIGNED;
    public static final ConfigOption<Boolean> FORCE_UNALIGNED = CheckpointingOptions.FORCE_UNALIGNED;
    public static final ConfigOption<Integer> UNALIGNED_MAX_SUBTASKS_PER_CHANNEL_STATE_FILE =
            CheckpointingOptions.UNALIGNED_MAX_SUBTASKS_PER_CHANNEL_STATE_FILE;
    public static final ConfigOption<Duration> ALIGNED_CHECKPOINT_TIMEOUT =
            CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT;
    public static final ConfigOption<Duration> ALIGNMENT_TIMEOUT = ALIGNED_CHECKPOINT_TIMEOUT;
    public static final ConfigOption<Long> CHECKPOINT_ID_OF_IGNORED_IN_FLIGHT_DATA =
            CheckpointingOptions.CHECKPOINT_ID_OF_IGNORED_IN_FLIGHT_DATA;
    public static final ConfigOption<Boolean> ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH =
            CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH;
}

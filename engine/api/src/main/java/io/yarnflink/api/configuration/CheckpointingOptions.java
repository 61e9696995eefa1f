package io.yarnflink.api.configuration;

import io.yarnflink.api.common.CheckpointingMode;
import java.time.Duration;
import java.util.List;

/** Options of checkpoints and savepoints. */
public final class CheckpointingOptions {
    public static final ConfigOption<CheckpointingMode> CHECKPOINTING_CONSISTENCY_MODE = ConfigOptions.key(
                    "execution.checkpointing.mode")
            .enumType(CheckpointingMode.class)
            .defaultValue(CheckpointingMode.EXACTLY_ONCE)
            .withDescription("How often a record may count in state after a failure.");

    public static final ConfigOption<Duration> CHECKPOINTING_INTERVAL = ConfigOptions.key(
                    "execution.checkpointing.interval")
            .durationType()
            .noDefaultValue()
            .withDescription("How long after one checkpoint the next begins; unset: no checkpoints.");

    public static final ConfigOption<Duration> CHECKPOINTING_INTERVAL_DURING_BACKLOG = ConfigOptions.key(
                    "execution.checkpointing.interval-during-backlog")
            .durationType()
            .noDefaultValue()
            .withDescription("The interval while sources catch up; 0: no checkpoints then; unset: as otherwise.");

    public static final ConfigOption<Duration> CHECKPOINTING_TIMEOUT = ConfigOptions.key(
                    "execution.checkpointing.timeout")
            .durationType()
            .defaultValue(Duration.ofMinutes(10))
            .withDescription("A checkpoint that takes longer is given up.");

    public static final ConfigOption<Integer> MAX_CONCURRENT_CHECKPOINTS = ConfigOptions.key(
                    "execution.checkpointing.max-concurrent-checkpoints")
            .intType()
            .defaultValue(1)
            .withDescription("How many checkpoints may be under way at once.");

    public static final ConfigOption<Duration> MIN_PAUSE_BETWEEN_CHECKPOINTS = ConfigOptions.key(
                    "execution.checkpointing.min-pause")
            .durationType()
            .defaultValue(Duration.ZERO)
            .withDescription("Time for the job between the end of a checkpoint and the start of the next.");

    public static final ConfigOption<Integer> TOLERABLE_FAILURE_NUMBER = ConfigOptions.key(
                    "execution.checkpointing.tolerable-failed-checkpoints")
            .intType()
            .defaultValue(0)
            .withDescription("How many checkpoints in a row may fail before the job does.");

    public static final ConfigOption<ExternalizedCheckpointRetention> EXTERNALIZED_CHECKPOINT_RETENTION =
            ConfigOptions.key("execution.checkpointing.externalized-checkpoint-retention")
                    .enumType(ExternalizedCheckpointRetention.class)
                    .defaultValue(ExternalizedCheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS)
                    .withDescription("What becomes of the last checkpoint when the job is cancelled or fails.");

    public static final ConfigOption<Boolean> ENABLE_UNALIGNED = ConfigOptions.key(
                    "execution.checkpointing.unaligned.enabled")
            .booleanType()
            .defaultValue(false)
            .withDescription("Whether barriers overtake records, whose bytes then are part of the checkpoint.");

    public static final ConfigOption<Boolean> FORCE_UNALIGNED = ConfigOptions.key(
                    "execution.checkpointing.unaligned.forced")
            .booleanType()
            .defaultValue(false)
            .withDescription("Whether that holds also for partitioners for which it is not safe by itself.");

    public static final ConfigOption<Integer> UNALIGNED_MAX_SUBTASKS_PER_CHANNEL_STATE_FILE = ConfigOptions.key(
                    "execution.checkpointing.unaligned.max-subtasks-per-channel-state-file")
            .intType()
            .defaultValue(5)
            .withDescription("How many subtasks share one file of such bytes.");

    public static final ConfigOption<Duration> ALIGNED_CHECKPOINT_TIMEOUT = ConfigOptions.key(
                    "execution.checkpointing.aligned-checkpoint-timeout")
            .durationType()
            .defaultValue(Duration.ZERO)
            .withDescription("How long barriers wait before they overtake records.");

    public static final ConfigOption<Long> CHECKPOINT_ID_OF_IGNORED_IN_FLIGHT_DATA = ConfigOptions.key(
                    "execution.checkpointing.recover-without-channel-state.checkpoint-id")
            .longType()
            .defaultValue(-1L)
            .withDescription("A checkpoint to restore without the records in flight; -1: none.");

    public static final ConfigOption<MemorySize> UNALIGNED_MAX_IN_FLIGHT = ConfigOptions.key(
                    "execution.checkpointing.unaligned.max-in-flight-size")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(256))
            .withDescription(
                    "Records under way to one task that an unaligned checkpoint may hold; with more it is declined.");

    public static final ConfigOption<Boolean> ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH = ConfigOptions.key(
                    "execution.checkpointing.checkpoints-after-tasks-finish")
            .booleanType()
            .defaultValue(true)
            .withDescription("Whether checkpoints go on when some tasks have finished.");

    public static final ConfigOption<Boolean> PAUSE_SOURCES_UNTIL_FIRST_CHECKPOINT = ConfigOptions.key(
                    "execution.checkpointing.pause-sources-until-first-checkpoint")
            .booleanType()
            .defaultValue(false)
            .withDescription("Whether sources of a restored job wait for its first checkpoint.");

    public static final ConfigOption<Boolean> SNAPSHOT_COMPRESSION = ConfigOptions.key(
                    "execution.checkpointing.snapshot-compression")
            .booleanType()
            .defaultValue(false)
            .withDescription("Whether checkpoints and savepoints are compressed.");

    public static final ConfigOption<Boolean> INCREMENTAL_CHECKPOINTS = ConfigOptions.key(
                    "execution.checkpointing.incremental")
            .booleanType()
            .defaultValue(true)
            .withDescription("Whether checkpoints of RocksDB store only files that no earlier one has.");

    public static final ConfigOption<String> CHECKPOINTS_DIRECTORY = ConfigOptions.key("execution.checkpointing.dir")
            .folderType()
            .noDefaultValue()
            .withDescription(
                    "Where each job has a folder for checkpoints; unset: the application's own, removed at its end.");

    public static final ConfigOption<String> SAVEPOINT_DIRECTORY = ConfigOptions.key(
                    "execution.checkpointing.savepoint-dir")
            .folderType()
            .noDefaultValue()
            .withDescription("Where savepoints are kept that are given no place.");

    public static final ConfigOption<Integer> MAX_RETAINED_CHECKPOINTS = ConfigOptions.key(
                    "execution.checkpointing.num-retained")
            .countType()
            .defaultValue(1)
            .withDescription("How many completed checkpoints are kept.");

    static final List<ConfigOption<?>> ALL = List.of(
            CHECKPOINTING_CONSISTENCY_MODE,
            CHECKPOINTING_INTERVAL,
            CHECKPOINTING_INTERVAL_DURING_BACKLOG,
            CHECKPOINTING_TIMEOUT,
            MAX_CONCURRENT_CHECKPOINTS,
            MIN_PAUSE_BETWEEN_CHECKPOINTS,
            TOLERABLE_FAILURE_NUMBER,
            EXTERNALIZED_CHECKPOINT_RETENTION,
            ENABLE_UNALIGNED,
            FORCE_UNALIGNED,
            UNALIGNED_MAX_SUBTASKS_PER_CHANNEL_STATE_FILE,
            ALIGNED_CHECKPOINT_TIMEOUT,
            CHECKPOINT_ID_OF_IGNORED_IN_FLIGHT_DATA,
            UNALIGNED_MAX_IN_FLIGHT,
            ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH,
            PAUSE_SOURCES_UNTIL_FIRST_CHECKPOINT,
            SNAPSHOT_COMPRESSION,
            INCREMENTAL_CHECKPOINTS,
            CHECKPOINTS_DIRECTORY,
            SAVEPOINT_DIRECTORY,
            MAX_RETAINED_CHECKPOINTS);

    /** Whether a job so configured takes checkpoints. */
    public static boolean isCheckpointingEnabled(ReadableConfig configuration) {
        return configuration
                .getOptional(CHECKPOINTING_INTERVAL)
                .filter(interval -> !interval.isZero())
                .isPresent();
    }

    private CheckpointingOptions() {}

    /** Every one of them. */
    public static List<ConfigOption<?>> all() {
        return ALL;
    }
}

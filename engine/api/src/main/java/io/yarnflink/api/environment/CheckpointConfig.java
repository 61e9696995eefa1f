package io.yarnflink.api.environment;

import io.yarnflink.api.common.CheckpointingMode;
import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.ConfigOption;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.ExternalizedCheckpointRetention;
import io.yarnflink.api.configuration.ReadableConfig;
import io.yarnflink.api.fs.Path;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a program wants its checkpoints; another form of its {@link CheckpointingOptions}. */
public class CheckpointConfig implements Serializable {
    private static final long NEVER = -1;

    private final Configuration configuration;

    public CheckpointConfig() {
        this(new Configuration());
    }

    public CheckpointConfig(CheckpointConfig checkpointConfig) {
        this(new Configuration(checkpointConfig.configuration));
    }

    /** Reads and writes {@code configuration} itself. */
    CheckpointConfig(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Takes over what {@code configuration} says of checkpoints. */
    public void configure(ReadableConfig configuration) {
        CheckpointingOptions.all().forEach(option -> take(option, configuration));
    }

    private <T> void take(ConfigOption<T> option, ReadableConfig from) {
        from.getOptional(option).ifPresent(value -> configuration.set(option, value));
    }

    private long millis(ConfigOption<Duration> option) {
        return configuration.getOptional(option).map(Duration::toMillis).orElse(NEVER);
    }

    private static int atLeast(int least, int value, String what) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + ", was " + value);
        }
        return value;
    }

    private static Duration atLeast(long leastMillis, long millis, String what) {
        if (millis < leastMillis) {
            throw new IllegalArgumentException(
                    what + " must be at least " + leastMillis + " ms, was " + millis + " ms");
        }
        return Duration.ofMillis(millis);
    }

    public boolean isCheckpointingEnabled() {
        return getCheckpointInterval() > 0;
    }

    public void disableCheckpointing() {
        configuration.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
    }

    /** Milliseconds; -1 when there are no checkpoints. */
    public long getCheckpointInterval() {
        return millis(CheckpointingOptions.CHECKPOINTING_INTERVAL);
    }

    public void setCheckpointInterval(long checkpointInterval) {
        configuration.set(
                CheckpointingOptions.CHECKPOINTING_INTERVAL, atLeast(10, checkpointInterval, "checkpoint interval"));
    }

    /** Milliseconds while sources catch up; 0 for no checkpoints then. */
    public long getCheckpointIntervalDuringBacklog() {
        return configuration
                .getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL_DURING_BACKLOG)
                .map(Duration::toMillis)
                .orElseGet(this::getCheckpointInterval);
    }

    public void setCheckpointIntervalDuringBacklog(long checkpointInterval) {
        configuration.set(
                CheckpointingOptions.CHECKPOINTING_INTERVAL_DURING_BACKLOG,
                atLeast(0, checkpointInterval, "checkpoint interval during backlog"));
    }

    public CheckpointingMode getCheckpointingConsistencyMode() {
        return configuration.get(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE);
    }

    public void setCheckpointingConsistencyMode(CheckpointingMode checkpointingMode) {
        configuration.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, checkpointingMode);
    }

    public CheckpointingMode getCheckpointingMode() {
        return getCheckpointingConsistencyMode();
    }

    public void setCheckpointingMode(CheckpointingMode checkpointingMode) {
        setCheckpointingConsistencyMode(checkpointingMode);
    }

    /** Milliseconds after which a checkpoint is given up. */
    public long getCheckpointTimeout() {
        return millisOf(CheckpointingOptions.CHECKPOINTING_TIMEOUT);
    }

    public void setCheckpointTimeout(long checkpointTimeout) {
        configuration.set(
                CheckpointingOptions.CHECKPOINTING_TIMEOUT, atLeast(10, checkpointTimeout, "checkpoint timeout"));
    }

    /** Milliseconds between the end of a checkpoint and the start of the next. */
    public long getMinPauseBetweenCheckpoints() {
        return millisOf(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS);
    }

    public void setMinPauseBetweenCheckpoints(long minPauseBetweenCheckpoints) {
        configuration.set(
                CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS,
                atLeast(0, minPauseBetweenCheckpoints, "pause between checkpoints"));
    }

    private long millisOf(ConfigOption<Duration> option) {
        return configuration.get(option).toMillis();
    }

    public int getMaxConcurrentCheckpoints() {
        return configuration.get(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS);
    }

    public void setMaxConcurrentCheckpoints(int maxConcurrentCheckpoints) {
        configuration.set(
                CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS,
                atLeast(1, maxConcurrentCheckpoints, "number of concurrent checkpoints"));
    }

    /** How many checkpoints in a row may fail before the job does. */
    public int getTolerableCheckpointFailureNumber() {
        return configuration.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER);
    }

    public void setTolerableCheckpointFailureNumber(int tolerableCheckpointFailureNumber) {
        configuration.set(
                CheckpointingOptions.TOLERABLE_FAILURE_NUMBER,
                atLeast(0, tolerableCheckpointFailureNumber, "number of tolerable checkpoint failures"));
    }

    /** Whether the first checkpoint that fails lets the job fail. */
    public boolean isFailOnCheckpointingErrors() {
        return getTolerableCheckpointFailureNumber() == 0;
    }

    public void setFailOnCheckpointingErrors(boolean failOnCheckpointingErrors) {
        setTolerableCheckpointFailureNumber(failOnCheckpointingErrors ? 0 : Integer.MAX_VALUE);
    }

    public boolean isExternalizedCheckpointsEnabled() {
        return getExternalizedCheckpointRetention() != ExternalizedCheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS;
    }

    public ExternalizedCheckpointRetention getExternalizedCheckpointRetention() {
        return configuration.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION);
    }

    public void setExternalizedCheckpointRetention(ExternalizedCheckpointRetention retention) {
        configuration.set(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION, retention);
    }

    public ExternalizedCheckpointCleanup getExternalizedCheckpointCleanup() {
        return ExternalizedCheckpointCleanup.valueOf(
                getExternalizedCheckpointRetention().name());
    }

    public void setExternalizedCheckpointCleanup(ExternalizedCheckpointCleanup cleanupMode) {
        setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.valueOf(cleanupMode.name()));
    }

    public void enableExternalizedCheckpoints(ExternalizedCheckpointCleanup cleanupMode) {
        setExternalizedCheckpointCleanup(cleanupMode);
    }

    public boolean isUnalignedCheckpointsEnabled() {
        return configuration.get(CheckpointingOptions.ENABLE_UNALIGNED);
    }

    /** Lets barriers overtake records. */
    public void enableUnalignedCheckpoints() {
        enableUnalignedCheckpoints(true);
    }

    public void enableUnalignedCheckpoints(boolean enabled) {
        configuration.set(CheckpointingOptions.ENABLE_UNALIGNED, enabled);
    }

    public boolean isForceUnalignedCheckpoints() {
        return configuration.get(CheckpointingOptions.FORCE_UNALIGNED);
    }

    public void setForceUnalignedCheckpoints(boolean forceUnalignedCheckpoints) {
        configuration.set(CheckpointingOptions.FORCE_UNALIGNED, forceUnalignedCheckpoints);
    }

    /** How long barriers wait before they overtake records. */
    public Duration getAlignedCheckpointTimeout() {
        return configuration.get(CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT);
    }

    public void setAlignedCheckpointTimeout(Duration alignedCheckpointTimeout) {
        configuration.set(
                CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT,
                atLeast(0, alignedCheckpointTimeout.toMillis(), "aligned checkpoint timeout"));
    }

    public Duration getAlignmentTimeout() {
        return getAlignedCheckpointTimeout();
    }

    public void setAlignmentTimeout(Duration alignmentTimeout) {
        setAlignedCheckpointTimeout(alignmentTimeout);
    }

    public int getMaxSubtasksPerChannelStateFile() {
        return configuration.get(CheckpointingOptions.UNALIGNED_MAX_SUBTASKS_PER_CHANNEL_STATE_FILE);
    }

    public void setMaxSubtasksPerChannelStateFile(int maxSubtasksPerChannelStateFile) {
        configuration.set(
                CheckpointingOptions.UNALIGNED_MAX_SUBTASKS_PER_CHANNEL_STATE_FILE,
                atLeast(1, maxSubtasksPerChannelStateFile, "number of subtasks per channel state file"));
    }

    /** The checkpoint to restore without the records in flight; -1 for none. */
    public long getCheckpointIdOfIgnoredInFlightData() {
        return configuration.get(CheckpointingOptions.CHECKPOINT_ID_OF_IGNORED_IN_FLIGHT_DATA);
    }

    public void setCheckpointIdOfIgnoredInFlightData(long checkpointIdOfIgnoredInFlightData) {
        configuration.set(
                CheckpointingOptions.CHECKPOINT_ID_OF_IGNORED_IN_FLIGHT_DATA, checkpointIdOfIgnoredInFlightData);
    }

    public boolean isPauseSourcesUntilFirstCheckpoint() {
        return configuration.get(CheckpointingOptions.PAUSE_SOURCES_UNTIL_FIRST_CHECKPOINT);
    }

    public void setPauseSourcesUntilFirstCheckpoint(boolean pauseSourcesUntilFirstCheckpoint) {
        configuration.set(CheckpointingOptions.PAUSE_SOURCES_UNTIL_FIRST_CHECKPOINT, pauseSourcesUntilFirstCheckpoint);
    }

    /** Where checkpoints are kept. */
    public void setCheckpointStorage(String checkpointDirectory) {
        setCheckpointStorage(new Path(checkpointDirectory));
    }

    public void setCheckpointStorage(URI checkpointDirectory) {
        setCheckpointStorage(new Path(checkpointDirectory));
    }

    public void setCheckpointStorage(Path checkpointDirectory) {
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpointDirectory.toString());
    }

    /** The directory where checkpoints are kept; null when none was set. */
    public @Nullable String checkpointDirectory() {
        return configuration
                .getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)
                .orElse(null);
    }

    /** What becomes of the last checkpoint, under the names of release 1. */
    public enum ExternalizedCheckpointCleanup {
        DELETE_ON_CANCELLATION,
        RETAIN_ON_CANCELLATION,
        NO_EXTERNALIZED_CHECKPOINTS;

        public boolean deleteOnCancellation() {
            return this == DELETE_ON_CANCELLATION;
        }
    }
}

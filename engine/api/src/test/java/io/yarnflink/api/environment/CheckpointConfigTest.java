package io.yarnflink.api.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.CheckpointingMode;
import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.ExternalizedCheckpointRetention;
import io.yarnflink.api.environment.CheckpointConfig.ExternalizedCheckpointCleanup;
import io.yarnflink.api.fs.Path;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // The names of release 1 are tested too.
class CheckpointConfigTest {
    private final CheckpointConfig config = new CheckpointConfig();

    @Test
    void thereAreNoCheckpointsUntilAnIntervalIsSet() {
        assertThat(config.isCheckpointingEnabled()).isFalse();
        assertThat(config.getCheckpointInterval()).isEqualTo(-1);
        config.setCheckpointInterval(1000);
        assertThat(config.isCheckpointingEnabled()).isTrue();
        assertThat(config.getCheckpointInterval()).isEqualTo(1000);
        assertThat(config.getCheckpointIntervalDuringBacklog()).isEqualTo(1000);
        config.setCheckpointIntervalDuringBacklog(0);
        assertThat(config.getCheckpointIntervalDuringBacklog()).isZero();
        config.disableCheckpointing();
        assertThat(config.isCheckpointingEnabled()).isFalse();
        assertThatThrownBy(() -> config.setCheckpointInterval(1))
                .hasMessage("checkpoint interval must be at least 10 ms, was 1 ms");
    }

    @Test
    void checkpointsAreExactlyOnceUnlessSaidOtherwise() {
        assertThat(config.getCheckpointingMode()).isEqualTo(CheckpointingMode.EXACTLY_ONCE);
        config.setCheckpointingMode(CheckpointingMode.AT_LEAST_ONCE);
        assertThat(config.getCheckpointingConsistencyMode()).isEqualTo(CheckpointingMode.AT_LEAST_ONCE);
        config.setCheckpointingConsistencyMode(CheckpointingMode.EXACTLY_ONCE);
        assertThat(config.getCheckpointingMode()).isEqualTo(CheckpointingMode.EXACTLY_ONCE);
    }

    @Test
    void timesAndNumbersAreCheckedWhereTheyAreSet() {
        assertThat(config.getCheckpointTimeout()).isEqualTo(600_000);
        config.setCheckpointTimeout(5_000);
        assertThat(config.getCheckpointTimeout()).isEqualTo(5_000);
        assertThat(config.getMinPauseBetweenCheckpoints()).isZero();
        config.setMinPauseBetweenCheckpoints(7);
        assertThat(config.getMinPauseBetweenCheckpoints()).isEqualTo(7);
        assertThat(config.getMaxConcurrentCheckpoints()).isEqualTo(1);
        config.setMaxConcurrentCheckpoints(3);
        assertThat(config.getMaxConcurrentCheckpoints()).isEqualTo(3);
        assertThatThrownBy(() -> config.setMaxConcurrentCheckpoints(0)).hasMessageContaining("at least 1, was 0");
        assertThatThrownBy(() -> config.setMinPauseBetweenCheckpoints(-1)).hasMessageContaining("at least 0 ms");
    }

    @Test
    void howManyFailuresAreTakenCanBeSaidInTwoWays() {
        assertThat(config.isFailOnCheckpointingErrors()).isTrue();
        config.setTolerableCheckpointFailureNumber(2);
        assertThat(config.getTolerableCheckpointFailureNumber()).isEqualTo(2);
        assertThat(config.isFailOnCheckpointingErrors()).isFalse();
        config.setFailOnCheckpointingErrors(true);
        assertThat(config.getTolerableCheckpointFailureNumber()).isZero();
        config.setFailOnCheckpointingErrors(false);
        assertThat(config.getTolerableCheckpointFailureNumber()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void theLastCheckpointMayBeKept() {
        assertThat(config.isExternalizedCheckpointsEnabled()).isFalse();
        config.enableExternalizedCheckpoints(ExternalizedCheckpointCleanup.RETAIN_ON_CANCELLATION);
        assertThat(config.isExternalizedCheckpointsEnabled()).isTrue();
        assertThat(config.getExternalizedCheckpointRetention())
                .isEqualTo(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        config.setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.DELETE_ON_CANCELLATION);
        assertThat(config.getExternalizedCheckpointCleanup())
                .isEqualTo(ExternalizedCheckpointCleanup.DELETE_ON_CANCELLATION)
                .matches(ExternalizedCheckpointCleanup::deleteOnCancellation);
        config.setExternalizedCheckpointCleanup(ExternalizedCheckpointCleanup.valueOf("NO_EXTERNALIZED_CHECKPOINTS"));
        assertThat(config.getExternalizedCheckpointCleanup().deleteOnCancellation())
                .isFalse();
        assertThat(ExternalizedCheckpointCleanup.values()).hasSize(ExternalizedCheckpointRetention.values().length);
    }

    @Test
    void barriersMayOvertakeRecords() {
        assertThat(config.isUnalignedCheckpointsEnabled()).isFalse();
        config.enableUnalignedCheckpoints();
        assertThat(config.isUnalignedCheckpointsEnabled()).isTrue();
        config.enableUnalignedCheckpoints(false);
        assertThat(config.isUnalignedCheckpointsEnabled()).isFalse();
        config.setForceUnalignedCheckpoints(true);
        assertThat(config.isForceUnalignedCheckpoints()).isTrue();
        config.setAlignmentTimeout(Duration.ofSeconds(1));
        assertThat(config.getAlignedCheckpointTimeout()).isEqualTo(Duration.ofSeconds(1));
        config.setAlignedCheckpointTimeout(Duration.ofSeconds(2));
        assertThat(config.getAlignmentTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.getMaxSubtasksPerChannelStateFile()).isEqualTo(5);
        config.setMaxSubtasksPerChannelStateFile(9);
        assertThat(config.getMaxSubtasksPerChannelStateFile()).isEqualTo(9);
        assertThat(config.getCheckpointIdOfIgnoredInFlightData()).isEqualTo(-1);
        config.setCheckpointIdOfIgnoredInFlightData(17);
        assertThat(config.getCheckpointIdOfIgnoredInFlightData()).isEqualTo(17);
        assertThat(config.isPauseSourcesUntilFirstCheckpoint()).isFalse();
        config.setPauseSourcesUntilFirstCheckpoint(true);
        assertThat(config.isPauseSourcesUntilFirstCheckpoint()).isTrue();
    }

    @Test
    void checkpointsHaveAPlace() {
        assertThat(config.checkpointDirectory()).isNull();
        config.setCheckpointStorage("hdfs:///a");
        assertThat(config.checkpointDirectory()).isEqualTo("hdfs:///a");
        config.setCheckpointStorage(URI.create("hdfs:///b"));
        assertThat(config.checkpointDirectory()).isEqualTo("hdfs:///b");
        config.setCheckpointStorage(new Path("hdfs:///c"));
        assertThat(config.checkpointDirectory()).isEqualTo("hdfs:///c");
    }

    @Test
    void optionsAndSettersAreTheSame() {
        Configuration options = new Configuration();
        options.set(ExecutionCheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(3));
        options.set(ExecutionCheckpointingOptions.ENABLE_UNALIGNED, true);
        config.configure(options);
        assertThat(config.getCheckpointInterval()).isEqualTo(3_000);
        CheckpointConfig copy = new CheckpointConfig(config);
        config.disableCheckpointing();
        assertThat(copy.isUnalignedCheckpointsEnabled()).isTrue();
        assertThat(copy.getCheckpointInterval()).isEqualTo(3_000);
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(options);
        assertThat(environment.getCheckpointConfig().getCheckpointInterval()).isEqualTo(3_000);
        environment.getCheckpointConfig().setCheckpointTimeout(44);
        assertThat(environment.getConfiguration().get(CheckpointingOptions.CHECKPOINTING_TIMEOUT))
                .isEqualTo(Duration.ofMillis(44));
    }
}

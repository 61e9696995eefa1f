package io.yarnflink.api.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StateTtlConfigTest {
    private static StateTtlConfig.Builder hour() {
        return StateTtlConfig.newBuilder(Duration.ofHours(1));
    }

    @Test
    void valuesLiveFromTheirLastWriteUnlessToldOtherwise() {
        StateTtlConfig config = hour().build();
        assertThat(config.isEnabled()).isTrue();
        assertThat(config.getTimeToLive()).isEqualTo(Duration.ofHours(1));
        assertThat(config.getUpdateType()).isEqualTo(StateTtlConfig.UpdateType.OnCreateAndWrite);
        assertThat(config.getStateVisibility()).isEqualTo(StateTtlConfig.StateVisibility.NeverReturnExpired);
        assertThat(config.getTtlTimeCharacteristic()).isEqualTo(StateTtlConfig.TtlTimeCharacteristic.ProcessingTime);
        assertThat(config.toString()).contains("OnCreateAndWrite", "NeverReturnExpired", "PT1H");
        assertThat(StateTtlConfig.DISABLED.isEnabled()).isFalse();
        assertThat(new StateTtlConfig.Builder(Duration.ofHours(2))
                        .setTimeToLive(Duration.ofHours(3))
                        .build()
                        .getTimeToLive())
                .isEqualTo(Duration.ofHours(3));
    }

    @Test
    void settingsCanBeGivenByNameOrValue() {
        assertThat(hour().updateTtlOnReadAndWrite().build().getUpdateType())
                .isEqualTo(StateTtlConfig.UpdateType.OnReadAndWrite);
        assertThat(hour().updateTtlOnReadAndWrite()
                        .updateTtlOnCreateAndWrite()
                        .build()
                        .getUpdateType())
                .isEqualTo(StateTtlConfig.UpdateType.OnCreateAndWrite);
        assertThat(hour().setUpdateType(StateTtlConfig.UpdateType.Disabled)
                        .build()
                        .isEnabled())
                .isFalse();
        assertThat(hour().returnExpiredIfNotCleanedUp().build().getStateVisibility())
                .isEqualTo(StateTtlConfig.StateVisibility.ReturnExpiredIfNotCleanedUp);
        assertThat(hour().setStateVisibility(StateTtlConfig.StateVisibility.ReturnExpiredIfNotCleanedUp)
                        .neverReturnExpired()
                        .build()
                        .getStateVisibility())
                .isEqualTo(StateTtlConfig.StateVisibility.NeverReturnExpired);
        assertThat(hour().useProcessingTime()
                        .setTtlTimeCharacteristic(StateTtlConfig.TtlTimeCharacteristic.ProcessingTime)
                        .build()
                        .getTtlTimeCharacteristic())
                .isEqualTo(StateTtlConfig.TtlTimeCharacteristic.ProcessingTime);
        assertThat(StateTtlConfig.UpdateType.values()).contains(StateTtlConfig.UpdateType.valueOf("Disabled"));
        assertThat(StateTtlConfig.StateVisibility.values())
                .contains(StateTtlConfig.StateVisibility.valueOf("NeverReturnExpired"));
        assertThat(StateTtlConfig.TtlTimeCharacteristic.values())
                .containsExactly(StateTtlConfig.TtlTimeCharacteristic.valueOf("ProcessingTime"));
    }

    @Test
    void valuesAreCleanedUpInTheBackgroundUnlessThatIsOff() {
        StateTtlConfig.CleanupStrategies background = hour().build().getCleanupStrategies();
        assertThat(background.isCleanupInBackground()).isTrue();
        assertThat(background.inFullSnapshot()).isFalse();
        assertThat(background.inRocksdbCompactFilter()).isTrue();
        assertThat(background.getIncrementalCleanupStrategy()).isNotNull();
        StateTtlConfig.CleanupStrategies off =
                hour().disableCleanupInBackground().build().getCleanupStrategies();
        assertThat(off.isCleanupInBackground()).isFalse();
        assertThat(off.inRocksdbCompactFilter()).isFalse();
        assertThat(off.getIncrementalCleanupStrategy()).isNull();
        assertThat(off.getRocksdbCompactFilterCleanupStrategy()).isNull();
    }

    @Test
    @SuppressWarnings("NullAway") // The strategies were asked for.
    void strategiesKeepWhatTheyAreGiven() {
        StateTtlConfig.CleanupStrategies strategies = hour().cleanupFullSnapshot()
                .cleanupIncrementally(10, true)
                .cleanupInRocksdbCompactFilter(500, Duration.ofDays(2))
                .build()
                .getCleanupStrategies();
        assertThat(strategies.inFullSnapshot()).isTrue();
        StateTtlConfig.IncrementalCleanupStrategy incremental = strategies.getIncrementalCleanupStrategy();
        assertThat(incremental.getCleanupSize()).isEqualTo(10);
        assertThat(incremental.runCleanupForEveryRecord()).isTrue();
        StateTtlConfig.RocksdbCompactFilterCleanupStrategy compaction =
                strategies.getRocksdbCompactFilterCleanupStrategy();
        assertThat(compaction.getQueryTimeAfterNumEntries()).isEqualTo(500);
        assertThat(compaction.getPeriodicCompactionTime()).isEqualTo(Duration.ofDays(2));
        assertThat(hour().cleanupInRocksdbCompactFilter(7)
                        .build()
                        .getCleanupStrategies()
                        .getRocksdbCompactFilterCleanupStrategy()
                        .getQueryTimeAfterNumEntries())
                .isEqualTo(7);
    }

    @Test
    void aConfigurationCanBeginWithAnother() {
        StateTtlConfig first = hour().updateTtlOnReadAndWrite()
                .returnExpiredIfNotCleanedUp()
                .cleanupFullSnapshot()
                .disableCleanupInBackground()
                .build();
        StateTtlConfig second = StateTtlConfig.newBuilder(first).build();
        assertThat(second).hasToString(first.toString());
        assertThat(second.getCleanupStrategies().inFullSnapshot()).isTrue();
        assertThat(second.getCleanupStrategies().isCleanupInBackground()).isFalse();
    }

    @Test
    void timesAndSizesMustBePositive() {
        assertThatThrownBy(() -> StateTtlConfig.newBuilder(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the time to live must be longer than zero, was PT0S");
        assertThatThrownBy(() -> hour().setTimeToLive(Duration.ofSeconds(-1))).hasMessageContaining("PT-1S");
        assertThatThrownBy(() -> hour().cleanupIncrementally(0, false))
                .hasMessage("cleanupSize must be positive, was 0");
    }
}

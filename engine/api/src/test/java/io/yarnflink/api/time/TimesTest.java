package io.yarnflink.api.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.state.StateTtlConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // Release 1's names are what is tested.
class TimesTest {
    @Test
    void timesOfWindowsAreDurations() {
        io.yarnflink.api.windowing.time.Time time = io.yarnflink.api.windowing.time.Time.of(3, TimeUnit.MINUTES);
        assertThat(time.getSize()).isEqualTo(3);
        assertThat(time.getUnit()).isEqualTo(TimeUnit.MINUTES);
        assertThat(time.toMilliseconds()).isEqualTo(180_000);
        assertThat(time.toDuration()).isEqualTo(Duration.ofMinutes(3));
        assertThat(io.yarnflink.api.windowing.time.Time.toDuration(time)).isEqualTo(Duration.ofMinutes(3));
        assertThat(io.yarnflink.api.windowing.time.Time.of(Duration.ofSeconds(2))
                        .toMilliseconds())
                .isEqualTo(2000);
        assertThat(io.yarnflink.api.windowing.time.Time.milliseconds(2).toMilliseconds())
                .isEqualTo(2);
        assertThat(io.yarnflink.api.windowing.time.Time.seconds(2).toMilliseconds())
                .isEqualTo(2000);
        assertThat(io.yarnflink.api.windowing.time.Time.minutes(2).toMilliseconds())
                .isEqualTo(120_000);
        assertThat(io.yarnflink.api.windowing.time.Time.hours(1).toMilliseconds())
                .isEqualTo(3_600_000);
        assertThat(io.yarnflink.api.windowing.time.Time.days(1).toMilliseconds())
                .isEqualTo(86_400_000);
    }

    @Test
    void timesAreDurations() {
        Time time = Time.of(3, TimeUnit.MINUTES);
        assertThat(time.getSize()).isEqualTo(3);
        assertThat(time.getUnit()).isEqualTo(TimeUnit.MINUTES);
        assertThat(time.toMilliseconds()).isEqualTo(180_000);
        assertThat(time.toSeconds()).isEqualTo(180);
        assertThat(time.toDuration()).isEqualTo(Duration.ofMinutes(3));
        assertThat(Time.toDuration(time)).isEqualTo(Duration.ofMinutes(3));
        assertThat(time)
                .isEqualTo(Time.seconds(180))
                .hasSameHashCodeAs(Time.seconds(180))
                .hasToString("180000 ms");
        assertThat(time).isNotEqualTo(Time.seconds(181));
        assertThat(Time.fromDuration(Duration.ofHours(1))).isEqualTo(Time.hours(1));
        assertThat(Time.minutes(60)).isEqualTo(Time.milliseconds(3_600_000));
        assertThat(Time.days(1)).isEqualTo(Time.hours(24));
    }

    @Test
    void statesLiveForATimeOrADuration() {
        StateTtlConfig config = StateTtlConfig.newBuilder(Time.minutes(1)).build();
        assertThat(config.getTimeToLive()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.getTtl()).isEqualTo(Time.seconds(60));
        assertThat(new StateTtlConfig.Builder(Time.days(1))
                        .setTtl(Time.hours(1))
                        .build()
                        .getTimeToLive())
                .isEqualTo(Duration.ofHours(1));
        assertThatThrownBy(() -> StateTtlConfig.newBuilder(Time.seconds(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the time to live must be longer than zero, was PT0S");
    }
}

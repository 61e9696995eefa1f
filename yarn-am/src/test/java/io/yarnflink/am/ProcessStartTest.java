package io.yarnflink.am;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.time.SystemClock;
import org.junit.jupiter.api.Test;

class ProcessStartTest {
    @Test
    void theAgeIsTheUptimeLessTheStartInTicks() {
        String stat = "4711 (ja) va (x)) S 1 4711 4711 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 30 0 12345 999 888 1";
        assertThat(ProcessStart.age(stat, "125.45 240.00\n")).isEqualTo(125_450 - 123_450);
    }

    @Test
    void thisProcessStartedBeforeNow() {
        long now = SystemClock.INSTANCE.wallMillis();
        assertThat(ProcessStart.wallMillis(SystemClock.INSTANCE))
                .isLessThanOrEqualTo(now)
                .isGreaterThan(now - 3_600_000);
    }
}

package io.yarnflink.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class TimerSetTest {
    @Test
    void snapshotsThatAreWrittenAreForgottenThoughNoTimerChanges() {
        TimerSet<String, String> timers = new TimerSet<>();
        timers.add(new Timer<>("a", KeyGroups.hash("a"), "n", 5, 0));
        for (int i = 0; i < 1000; i++) {
            Objects.requireNonNull(timers.frozenWhole(false)).release();
        }
        FrozenTimers unwritten = timers.frozenWhole(false);
        assertThat(timers.frozen()).isLessThanOrEqualTo(2);
        assertThat(unwritten).isNotNull();
    }
}

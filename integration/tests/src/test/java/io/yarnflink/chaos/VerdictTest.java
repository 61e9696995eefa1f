package io.yarnflink.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.chaos.Verdict.Outcome;
import org.junit.jupiter.api.Test;

class VerdictTest {
    @Test
    void aBusyMachineExcusesWhatCameTooLateAndNoViolation() {
        assertThat(Outcome.FAIL.isExcusedByPause(false)).isTrue();
        assertThat(Outcome.PASS.isExcusedByPause(false)).isTrue();
        assertThat(Outcome.FAIL.isExcusedByPause(true)).isFalse();
        assertThat(Outcome.NOT_RUN.isExcusedByPause(false)).isFalse();
    }
}

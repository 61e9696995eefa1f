package io.yarnflink.rest.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.JobStatus;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeJsonTest {
    private static final Outcome FAILED = new Outcome(
            "application_1_0001",
            "00000000000000010000000000000002",
            "Größe",
            new Outcome.Ending(JobStatus.FAILED, ExitCode.USER_CODE, "map threw: \"x\"", "a\n\tat b"),
            1,
            2,
            Map.of("recordsRead", 1L << 40));

    @Test
    void anOutcomeSurvivesItsJson() throws Exception {
        assertThat(OutcomeJson.parse(OutcomeJson.write(FAILED))).isEqualTo(FAILED);
    }

    @Test
    void theFieldsPeopleReadAreFlat() {
        assertThat(OutcomeJson.write(FAILED))
                .startsWith("{\"applicationId\":\"application_1_0001\",\"jobId\":\"00000000000000010000000000000002\"")
                .contains("\"state\":\"FAILED\",\"exitCode\":10,\"code\":\"USER_CODE\"");
    }

    @Test
    void textWithoutATerminalStateIsRefused() {
        assertThatThrownBy(() -> OutcomeJson.parse("{\"state\":\"RUNNING\",\"code\":\"OK\"}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("an outcome must be a terminal state, not RUNNING");
        assertThatThrownBy(() -> OutcomeJson.parse("{}")).isInstanceOf(IOException.class);
    }

    @Test
    void aJobsEndHasTheCodeOfItsCause() {
        assertThat(ExitCode.of(JobStatus.FINISHED, "")).isEqualTo(ExitCode.OK);
        assertThat(ExitCode.of(JobStatus.CANCELED, "USER_CODE")).isEqualTo(ExitCode.CANCELED);
        assertThat(ExitCode.of(JobStatus.FAILED, "USER_CODE")).isEqualTo(ExitCode.USER_CODE);
        assertThat(ExitCode.of(JobStatus.FAILED, "CHANNEL")).isEqualTo(ExitCode.TASK_MANAGER_LOST);
        assertThat(ExitCode.of(JobStatus.FAILED, "CONTAINERS_LOST")).isEqualTo(ExitCode.TASK_MANAGER_LOST);
        assertThat(ExitCode.of(JobStatus.FAILED, "OK")).isEqualTo(ExitCode.ENGINE);
        assertThat(ExitCode.of(JobStatus.FAILED, "")).isEqualTo(ExitCode.ENGINE);
    }
}

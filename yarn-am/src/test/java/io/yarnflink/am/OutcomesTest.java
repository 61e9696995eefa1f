package io.yarnflink.am;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.JobStatus;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.rest.archive.Outcome;
import io.yarnflink.staging.launch.LaunchEnvironment;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.events.LifecycleStep;
import io.yarnflink.transport.protocol.JobReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomesTest {
    private static final LaunchEnvironment APPLICATION =
            new LaunchEnvironment("application_1_0001", "job-1", "count", "hdfs://s", "hdfs://a");

    @Test
    void aJobsReportBecomesItsOutcome() {
        JobReport report = JobReport.newBuilder()
                .setJobId("job-1")
                .setName("count")
                .setState("FAILED")
                .setCause("map threw")
                .setCauseKind("USER_CODE")
                .setDetail("stack")
                .setStartedAt(10)
                .setEndedAt(20)
                .setSlotsRequired(2)
                .setSlotsHeld(0)
                .setTaskManagers(2)
                .setRecordsRead(7)
                .setFirstRecordAt(15)
                .setVertices(List.of())
                .build();
        assertThat(Outcomes.of(APPLICATION, report))
                .isEqualTo(new Outcome(
                        "application_1_0001",
                        "job-1",
                        "count",
                        new Outcome.Ending(JobStatus.FAILED, ExitCode.USER_CODE, "map threw", "stack"),
                        10,
                        20,
                        Map.of("recordsRead", 7L, "taskManagers", 2L, "firstRecordAt", 15L)));
    }

    @Test
    void aLostMasterIsReportedWithItsExitStatus() {
        String diagnostics = """
                AM Container for appattempt_1_0001_000001 exited with  exitCode: 137
                Failing this attempt.Diagnostics: [2026-01-01]Container killed on request. Exit code is 137
                """;
        Outcome outcome = new LostMaster(1, diagnostics).outcome(APPLICATION, List.of(started(5), started(6)), 9);
        assertThat(outcome.ending().cause())
                .startsWith("ApplicationMaster attempt 1 was lost: killed (exit status 137, SIGKILL");
        assertThat(outcome.ending().code()).isEqualTo(ExitCode.MASTER_LOST);
        assertThat(outcome.startedAt()).isEqualTo(5);
        assertThat(outcome.endedAt()).isEqualTo(9);
    }

    @Test
    void aMasterThatWasLostForUnknownReasonsIsReportedAllTheSame() {
        assertThat(new LostMaster(1, "")
                        .outcome(APPLICATION, List.of(), 9)
                        .ending()
                        .cause())
                .isEqualTo("ApplicationMaster attempt 1 was lost");
        assertThat(new LostMaster(2, "\nnode expired\n")
                        .outcome(APPLICATION, List.of(), 9)
                        .ending()
                        .cause())
                .isEqualTo("ApplicationMaster attempt 2 was lost: node expired");
    }

    private static LifecycleEvent started(long at) {
        return new LifecycleEvent(LifecycleStep.AM_STARTED, "ApplicationMaster", "h", at, Map.of());
    }
}

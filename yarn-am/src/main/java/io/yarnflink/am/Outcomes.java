package io.yarnflink.am;

import io.yarnflink.api.common.JobStatus;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.rest.archive.Outcome;
import io.yarnflink.staging.launch.LaunchEnvironment;
import io.yarnflink.transport.protocol.JobReport;
import java.util.Map;

/** What is kept of a job that ended. */
final class Outcomes {
    private Outcomes() {}

    static Outcome of(LaunchEnvironment application, JobReport report) {
        JobStatus state = JobStatus.valueOf(report.getState());
        return new Outcome(
                application.applicationId(),
                report.getJobId(),
                report.getName(),
                new Outcome.Ending(
                        state,
                        ExitCode.of(state, report.getCauseKind()),
                        CheckpointFolder.afterwards(report.getCause(), application.staging()),
                        report.getDetail()),
                report.getStartedAt(),
                report.getEndedAt(),
                Map.of(
                        "recordsRead", report.getRecordsRead(),
                        "taskManagers", (long) report.getTaskManagers(),
                        "firstRecordAt", report.getFirstRecordAt()));
    }

    /** The ApplicationMaster itself failed before, or beside, its job. */
    static Outcome failed(LaunchEnvironment application, ExitCode code, String cause, long startedAt, long now) {
        return new Outcome(
                application.applicationId(),
                application.jobId(),
                application.jobName(),
                new Outcome.Ending(JobStatus.FAILED, code, cause, ""),
                startedAt,
                now,
                Map.of());
    }
}

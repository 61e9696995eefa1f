package io.yarnflink.client.job;

import io.yarnflink.api.common.JobStatus;
import io.yarnflink.client.hadoop.ApplicationStatus;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.outcome.JobOutcome;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.rest.archive.Outcome;
import io.yarnflink.staging.launch.ContainerExit;
import io.yarnflink.transport.protocol.JobReport;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an end means: the one place where endings become exit codes and causes. */
public final class Endings {
    private static final String KILLED = "KILLED";
    private static final Pattern CODE = Pattern.compile("^\\[([A-Z_]+)\\] *");

    private Endings() {}

    /** From the Dispatcher's last word. */
    public static JobOutcome of(String applicationId, JobReport report) {
        JobStatus state = JobStatus.valueOf(report.getState());
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("name", report.getName());
        more.put("durationMillis", Math.max(0, report.getEndedAt() - report.getStartedAt()));
        more.put("recordsRead", report.getRecordsRead());
        return new JobOutcome(
                applicationId,
                report.getJobId(),
                state.name(),
                ExitCode.of(state, report.getCauseKind()),
                report.getCause(),
                report.getDetail(),
                more);
    }

    /** From the stored result. */
    public static JobOutcome of(Outcome stored) {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("name", stored.name());
        more.put("durationMillis", Math.max(0, stored.endedAt() - stored.startedAt()));
        more.putAll(stored.counters());
        return new JobOutcome(
                stored.applicationId(),
                stored.jobId(),
                stored.ending().state().name(),
                stored.ending().code(),
                stored.ending().cause(),
                stored.ending().detail(),
                more);
    }

    /** From YARN alone, for an application that left no result. */
    public static JobOutcome of(ApplicationStatus status, String jobId) {
        ExitCode code = code(status);
        return new JobOutcome(
                status.id(),
                jobId,
                state(status),
                code,
                code == ExitCode.OK ? "" : cause(status),
                status.diagnostics(),
                Map.of("name", status.description().name()));
    }

    private static String state(ApplicationStatus status) {
        return switch (status.phase()) {
            case KILLED -> KILLED;
            case FINISHED ->
                switch (status.finalStatus()) {
                    case SUCCEEDED -> JobStatus.FINISHED.name();
                    case KILLED -> JobStatus.CANCELED.name();
                    case FAILED, UNDEFINED -> JobOutcome.FAILED;
                };
            case SUBMITTED, ACCEPTED, RUNNING, FAILED -> JobOutcome.FAILED;
        };
    }

    private static ExitCode code(ApplicationStatus status) {
        return switch (status.phase()) {
            case KILLED -> ExitCode.KILLED;
            case FINISHED ->
                switch (status.finalStatus()) {
                    case SUCCEEDED -> ExitCode.OK;
                    case KILLED -> told(status).orElse(ExitCode.KILLED);
                    case FAILED, UNDEFINED -> told(status).orElse(ExitCode.ENGINE);
                };
            case FAILED -> failed(status);
            case SUBMITTED, ACCEPTED, RUNNING -> ExitCode.ENGINE;
        };
    }

    /** The code that the ApplicationMaster's last words to YARN begin with: {@code [USER_CODE] at Map[0] ...}. */
    private static Optional<ExitCode> told(ApplicationStatus status) {
        Matcher code = CODE.matcher(status.diagnostics().strip());
        return code.find()
                ? Arrays.stream(ExitCode.values())
                        .filter(any -> any.name().equals(code.group(1)))
                        .findFirst()
                : Optional.empty();
    }

    private static ExitCode failed(ApplicationStatus status) {
        if (status.master().attempt() == 0) {
            return ExitCode.RESOURCES;
        }
        boolean memory = ContainerExit.ofMaster(status.diagnostics())
                .filter(ContainerExit::isForWantOfMemory)
                .isPresent();
        return memory ? ExitCode.CONTAINER_MEMORY : ExitCode.MASTER_LOST;
    }

    private static String cause(ApplicationStatus status) {
        String words = YarnWords.firstSentence(status.diagnostics());
        return switch (status.phase()) {
            case KILLED ->
                "application " + status.id() + " was killed through YARN" + (words.isEmpty() ? "" : ": " + words);
            case FAILED ->
                (status.master().attempt() == 0
                                ? "YARN refused the application: "
                                : "the ApplicationMaster was lost, attempt "
                                        + status.master().attempt() + " was the last: ")
                        + ContainerExit.ofMaster(status.diagnostics())
                                .map(exit -> exit.words("jobmanager"))
                                .orElse(words);
            case FINISHED, SUBMITTED, ACCEPTED, RUNNING ->
                words.isEmpty()
                        ? "the ApplicationMaster gave no cause"
                        : CODE.matcher(words).replaceFirst("");
        };
    }

    /** A client that gives up waiting knows the state no more. */
    static JobOutcome lostSight(String applicationId, String jobId, ClientException reason) {
        return new JobOutcome(
                applicationId,
                jobId,
                JobOutcome.UNKNOWN,
                reason.code(),
                ClientException.oneLine(reason) + "; the application may still run",
                "",
                Map.of());
    }
}

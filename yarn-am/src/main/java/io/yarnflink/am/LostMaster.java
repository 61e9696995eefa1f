package io.yarnflink.am;

import io.yarnflink.api.common.JobStatus;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.rest.archive.Outcome;
import io.yarnflink.staging.launch.ContainerExit;
import io.yarnflink.staging.launch.LaunchEnvironment;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.events.LifecycleStep;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a later attempt reports: a job does not go on when its ApplicationMaster is lost, and fails for that. */
record LostMaster(long attempt, String diagnostics) {
    /** {@code events} are those of the attempts before, which tell when the application began. */
    Outcome outcome(LaunchEnvironment application, List<LifecycleEvent> events, long now) {
        long startedAt = events.stream()
                .filter(event -> event.step() == LifecycleStep.AM_STARTED)
                .mapToLong(LifecycleEvent::wallMillis)
                .findFirst()
                .orElse(now);
        return new Outcome(
                application.applicationId(),
                application.jobId(),
                application.jobName(),
                new Outcome.Ending(JobStatus.FAILED, ExitCode.MASTER_LOST, cause(), diagnostics),
                startedAt,
                now,
                Map.of());
    }

    private String cause() {
        return "ApplicationMaster attempt " + attempt + " was lost"
                + ContainerExit.ofMaster(diagnostics)
                        .map(exit -> exit.words("jobmanager"))
                        .or(this::firstLine)
                        .map(why -> ": " + why)
                        .orElse("");
    }

    private Optional<String> firstLine() {
        return diagnostics
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst();
    }
}

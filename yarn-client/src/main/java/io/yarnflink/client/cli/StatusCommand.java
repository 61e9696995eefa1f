package io.yarnflink.client.cli;

import io.yarnflink.client.Cluster;
import io.yarnflink.client.JobAccess;
import io.yarnflink.client.hadoop.ApplicationStatus;
import io.yarnflink.client.job.JobControl;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.outcome.JobOutcome;
import io.yarnflink.transport.protocol.JobReport;
import io.yarnflink.transport.security.AccessKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** States what an application does, or how it ended. */
@Command(name = "status", header = "Tell what an application does, or how it ended.")
final class StatusCommand extends ClusterCommand {
    private static final long ANSWER_SECONDS = 5;

    @Mixin
    final ApplicationArgument application = new ApplicationArgument();

    StatusCommand(Session session) {
        super(session);
    }

    @Override
    void run(Cluster cluster) throws ClientException, InterruptedException {
        JobAccess access = JobAccess.find(cluster, application.id);
        Optional<JobOutcome> end = access.end(cluster.staging());
        Map<String, Object> row = end.isPresent() ? end.get().allFields() : running(cluster, access);
        access.status().ifPresent(status -> {
            row.putIfAbsent("name", status.description().name());
            row.put("user", status.description().user());
            row.put("queue", status.description().queue());
            row.put("yarnState", status.phase().name());
        });
        // A cause may be long: last, it can be read to the end of its line.
        Object cause = row.remove("cause");
        if (cause != null) {
            row.put("cause", cause);
        }
        console().row(row);
    }

    private static Map<String, Object> running(Cluster cluster, JobAccess access)
            throws ClientException, InterruptedException {
        ApplicationStatus status = access.status().orElseThrow();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("applicationId", access.applicationId());
        row.put("jobId", access.jobId());
        Optional<JobReport> report = report(cluster, access, status);
        row.put("state", report.map(JobReport::getState).orElse(status.phase().name()));
        row.put("containers", status.containers());
        report.ifPresent(known -> {
            row.put("taskManagers", known.getTaskManagers());
            row.put("slots", known.getSlotsHeld());
            row.put("recordsRead", known.getRecordsRead());
        });
        return row;
    }

    /** What the job's own Dispatcher says, if it listens already and this user may ask it. */
    private static Optional<JobReport> report(Cluster cluster, JobAccess access, ApplicationStatus status)
            throws ClientException, InterruptedException {
        Optional<AccessKey> key = access.key(cluster.staging());
        if (key.isEmpty() || !status.master().known()) {
            return Optional.empty();
        }
        try (JobControl control = cluster.connector(access.jobId(), key.get()).connect(status.master())) {
            return Optional.of(control.await("", Duration.ZERO).get(ANSWER_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }
}

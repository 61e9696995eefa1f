package io.yarnflink.client;

import io.yarnflink.client.hadoop.ApplicationStatus;
import io.yarnflink.client.hadoop.Staging;
import io.yarnflink.client.job.Endings;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.outcome.JobOutcome;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.staging.ApplicationStaging;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.security.AccessKey;
import io.yarnflink.transport.security.Role;
import java.util.List;
import java.util.Optional;

/** An application that some other process submitted: what is known of it, and the key to it if it is the caller's own. */
public record JobAccess(String applicationId, Optional<ApplicationStatus> status, String jobId) {

    /** Looks in YARN and in the archive; fails with NOT_FOUND when neither knows the application. */
    public static JobAccess find(Cluster cluster, String applicationId) throws ClientException {
        Optional<ApplicationStatus> status = status(cluster, applicationId);
        List<LifecycleEvent> events = cluster.staging().events(applicationId);
        if (status.isEmpty() && events.isEmpty()) {
            throw new ClientException(
                    ExitCode.NOT_FOUND,
                    applicationId + " is unknown, to YARN as to the archive of "
                            + cluster.staging().user() + "; 'yarn-flink list' shows those that YARN remembers");
        }
        String jobId = events.stream()
                .map(event -> event.ids().getOrDefault("jobId", ""))
                .filter(id -> !id.isEmpty())
                .findFirst()
                .orElse("");
        return new JobAccess(applicationId, status, jobId);
    }

    private static Optional<ApplicationStatus> status(Cluster cluster, String applicationId) throws ClientException {
        try {
            return Optional.of(cluster.yarn().status(applicationId));
        } catch (ClientException e) {
            if (e.code() == ExitCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** How the application ended; empty while it has not. */
    public Optional<JobOutcome> end(Staging staging) throws ClientException {
        Optional<JobOutcome> stored = staging.outcome(applicationId).map(Endings::of);
        if (stored.isPresent()) {
            return stored;
        }
        if (status.isEmpty()) {
            return Optional.of(new JobOutcome(
                    applicationId,
                    jobId,
                    JobOutcome.UNKNOWN,
                    ExitCode.NOT_FOUND,
                    "YARN has forgotten the application, and it left no result",
                    "",
                    java.util.Map.of()));
        }
        return status.filter(known -> known.phase().ended()).map(known -> Endings.of(known, jobId));
    }

    /** The key to its Dispatcher; empty when its staging is gone or another user's. */
    public Optional<AccessKey> key(Staging staging) throws ClientException {
        return staging.read(applicationId, ApplicationStaging.CLIENT_TOKEN)
                .filter(bytes -> !jobId.isEmpty())
                .map(bytes -> new AccessKey(Role.CLIENT, bytes));
    }
}

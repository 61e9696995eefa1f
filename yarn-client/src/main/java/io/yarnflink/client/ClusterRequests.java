package io.yarnflink.client;

import io.yarnflink.client.hadoop.Staging;
import io.yarnflink.client.job.ApplicationEnd;
import io.yarnflink.client.job.JobControl;
import io.yarnflink.client.job.JobWatch;
import io.yarnflink.client.job.Pace;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.outcome.JobOutcome;
import io.yarnflink.client.output.Progress;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.transport.security.AccessKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What can be asked of an application that some other process submitted. */
public final class ClusterRequests {
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final Cluster cluster;
    private final Pace pace;
    private final ExecutorService threads;
    private final Progress progress;

    public ClusterRequests(Cluster cluster, Pace pace, ExecutorService threads, Progress progress) {
        this.cluster = cluster;
        this.pace = pace;
        this.threads = threads;
        this.progress = progress;
    }

    /** Cancels the job, or, when that takes longer than {@code patience}, kills the application; returns how it ended. */
    public JobOutcome cancel(JobAccess access, Duration patience) throws ClientException, InterruptedException {
        Staging staging = cluster.staging();
        Optional<AccessKey> key = access.key(staging);
        boolean listening =
                access.status().filter(status -> status.master().known()).isPresent();
        if (key.isEmpty() || !listening) {
            cluster.yarn().kill(access.applicationId());
        }
        JobWatch watch = watch(access, listening ? cancelling(connector(access, key)) : connector(access, key));
        threads.execute(watch::run);
        JobOutcome outcome = await(watch, access.applicationId(), patience);
        watch.close();
        new ApplicationEnd(cluster.yarn(), staging, pace).await(access.applicationId(), ApplicationEnd.IN_ORDER);
        return outcome;
    }

    /** Each ApplicationMaster is asked: one that dies over it, or soon after, leaves the next one to run the job on. */
    private static JobControl.Connector cancelling(JobControl.Connector connector) {
        return master -> {
            JobControl control = connector.connect(master);
            control.cancel();
            return control;
        };
    }

    /** Waits for the end of an application that was told to end in order. */
    public JobOutcome end(JobAccess access) throws ClientException, InterruptedException {
        Staging staging = cluster.staging();
        JobWatch watch = watch(access, connector(access, access.key(staging)));
        threads.execute(watch::run);
        try {
            return watch.outcome().get();
        } catch (ExecutionException e) {
            throw failed(access.applicationId(), e);
        } finally {
            watch.close();
            new ApplicationEnd(cluster.yarn(), staging, pace).await(access.applicationId(), ApplicationEnd.IN_ORDER);
        }
    }

    private JobControl.Connector connector(JobAccess access, Optional<AccessKey> key) {
        return key.isPresent() ? cluster.connector(access.jobId(), key.get()) : master -> new NoAccess();
    }

    private JobWatch watch(JobAccess access, JobControl.Connector connector) throws ClientException {
        return new JobWatch(
                access.applicationId(),
                access.jobId(),
                new JobWatch.Peers(cluster.yarn(), cluster.staging(), connector),
                progress,
                pace,
                TOLERANCE);
    }

    private JobOutcome await(JobWatch watch, String applicationId, Duration patience)
            throws ClientException, InterruptedException {
        try {
            return watch.outcome().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            progress.say(
                    applicationId + " has not ended within " + patience.toSeconds() + " s, so YARN is told to kill it");
            cluster.yarn().kill(applicationId);
            return killed(watch, applicationId);
        } catch (ExecutionException e) {
            throw failed(applicationId, e);
        }
    }

    private static JobOutcome killed(JobWatch watch, String applicationId)
            throws ClientException, InterruptedException {
        try {
            return watch.outcome().get();
        } catch (ExecutionException e) {
            throw failed(applicationId, e);
        }
    }

    private static ClientException failed(String applicationId, ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new ClientException(
                ExitCode.ENGINE, "waiting for " + applicationId + " failed: " + ClientException.oneLine(cause), cause);
    }
}

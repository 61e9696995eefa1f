package io.yarnflink.client.cli;

import io.yarnflink.api.common.JobExecutionException;
import io.yarnflink.api.spi.JobExecutors;
import io.yarnflink.client.Cluster;
import io.yarnflink.client.SubmittedApplication;
import io.yarnflink.client.SubmittedJob;
import io.yarnflink.client.YarnPerJobExecutor;
import io.yarnflink.client.job.ApplicationEnd;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.outcome.JobOutcome;
import io.yarnflink.client.program.ProgramFailure;
import io.yarnflink.client.program.ProgramJar;
import io.yarnflink.client.settings.ClusterSpec;
import io.yarnflink.rest.archive.ExitCode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a program whose jobs go to a cluster, and tells how all of it ended. */
final class SubmitRun {
    private static final Duration ARCHIVE_WAIT = Duration.ofSeconds(10);

    private final Session session;
    private final Cluster cluster;
    private final YarnPerJobExecutor executor;
    private final ClusterSpec.Patience patience;
    private final boolean attached;

    SubmitRun(
            Session session,
            Cluster cluster,
            YarnPerJobExecutor executor,
            ClusterSpec.Patience patience,
            boolean attached) {
        this.session = session;
        this.cluster = cluster;
        this.executor = executor;
        this.patience = patience;
        this.attached = attached;
    }

    /** Runs main and waits for what it started. */
    JobOutcome run(ProgramJar program, List<String> arguments) throws ClientException, InterruptedException {
        try {
            JobExecutors.runWith(executor, () -> program.run(arguments.toArray(String[]::new)));
        } catch (Throwable e) {
            return afterFailure(e);
        }
        return afterReturn(program);
    }

    private JobOutcome afterReturn(ProgramJar program) throws ClientException, InterruptedException {
        List<SubmittedJob> jobs = executor.jobs();
        if (jobs.isEmpty()) {
            throw new ClientException(
                    ExitCode.USER_CODE,
                    "main of " + program.mainClass() + " returned without calling execute(); nothing was submitted");
        }
        return attached ? end(jobs, Optional.empty()) : accepted(jobs);
    }

    private JobOutcome afterFailure(Throwable thrown) throws ClientException, InterruptedException {
        ClientException failure = ProgramFailure.of(thrown);
        session.console().trace(thrown);
        List<SubmittedJob> jobs = executor.jobs();
        if (jobs.isEmpty()) {
            throw failure;
        }
        if (!attached) {
            return failedAfter(accepted(jobs), failure);
        }
        for (SubmittedJob job : jobs) {
            if (!job.outcome().isDone()) {
                job.cancel();
            }
        }
        // A failed job surfaces as an exception in main; its own outcome says more.
        boolean ofJob = ProgramFailure.find(thrown, JobExecutionException.class).isPresent();
        return end(jobs, ofJob ? Optional.empty() : Optional.of(failure));
    }

    /** Ends what Ctrl-C left running, within the time that a cancelled job has. */
    JobOutcome interrupted() throws ClientException, InterruptedException {
        executor.close(patience.call());
        List<SubmittedJob> jobs = executor.jobs();
        if (jobs.isEmpty()) {
            throw new ClientException(ExitCode.CANCELED, "interrupted before the job was submitted");
        }
        if (!attached) {
            return accepted(jobs);
        }
        for (SubmittedJob job : jobs) {
            if (!job.outcome().isDone()) {
                session.console()
                        .progress()
                        .say("Cancelling " + job.application().applicationId());
                job.cancel();
            }
        }
        SubmittedJob last = jobs.get(jobs.size() - 1);
        try {
            last.outcome().get(patience.cancel().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            session.console().progress().say("It has not ended in time, so YARN is told to kill it");
            last.kill();
        } catch (ExecutionException e) {
            last.kill();
        }
        return end(jobs, Optional.empty());
    }

    private JobOutcome end(List<SubmittedJob> jobs, Optional<ClientException> failure)
            throws ClientException, InterruptedException {
        Optional<JobOutcome> failed = Optional.empty();
        JobOutcome last = JobOutcome.refused(new ClientException(ExitCode.ENGINE, "no job"));
        for (SubmittedJob job : jobs) {
            last = outcome(job);
            if (last.code() != ExitCode.OK && failed.isEmpty()) {
                failed = Optional.of(last);
            }
        }
        for (SubmittedJob job : jobs) {
            job.close();
            // What may still run is neither killed nor robbed of its files.
            if (!JobOutcome.UNKNOWN.equals(job.outcome().join().state())) {
                leaveNothing(job.application().applicationId());
            }
        }
        awaitArchive();
        JobOutcome told = failed.orElse(last);
        return failure.map(reason -> failedAfter(told, reason)).orElse(told);
    }

    private JobOutcome outcome(SubmittedJob job) throws ClientException, InterruptedException {
        try {
            JobOutcome outcome = job.outcome().get();
            Map<String, Object> more = new LinkedHashMap<>(outcome.more());
            more.putAll(bytes(job.application()));
            return new JobOutcome(
                    outcome.applicationId(),
                    outcome.jobId(),
                    outcome.state(),
                    outcome.code(),
                    outcome.cause(),
                    outcome.detail(),
                    more);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ClientException(
                    ExitCode.ENGINE,
                    "waiting for " + job.application().applicationId() + " failed: " + ClientException.oneLine(cause),
                    cause);
        }
    }

    private void leaveNothing(String applicationId) throws InterruptedException {
        try {
            new ApplicationEnd(
                            cluster.yarn(),
                            cluster.staging(),
                            session.environment().pace())
                    .await(applicationId, ApplicationEnd.IN_ORDER);
        } catch (ClientException e) {
            session.console()
                    .progress()
                    .say("warning: " + applicationId + " may not have ended cleanly: " + ClientException.oneLine(e));
        }
    }

    /** The threads that archive end with the process. */
    private void awaitArchive() throws InterruptedException {
        if (!executor.archived(ARCHIVE_WAIT)) {
            session.console().progress().say("warning: the client's steps are missing in the archive of events");
        }
    }

    private static JobOutcome failedAfter(JobOutcome job, ClientException reason) {
        return new JobOutcome(
                job.applicationId(),
                job.jobId(),
                JobOutcome.FAILED,
                reason.code(),
                ClientException.oneLine(reason),
                "",
                job.more());
    }

    private JobOutcome accepted(List<SubmittedJob> jobs) throws InterruptedException {
        awaitArchive();
        SubmittedApplication application = jobs.get(jobs.size() - 1).application();
        return new JobOutcome(
                application.applicationId(),
                application.jobId().toHexString(),
                "ACCEPTED",
                ExitCode.OK,
                "",
                "",
                bytes(application));
    }

    private static Map<String, Object> bytes(SubmittedApplication application) {
        Map<String, Object> bytes = new LinkedHashMap<>();
        bytes.put("uploadedBytes", application.bytesUploaded());
        bytes.put("cachedBytes", application.bytesCached());
        return bytes;
    }
}

package io.yarnflink.client;

import io.yarnflink.api.common.JobExecutionException;
import io.yarnflink.api.common.JobExecutionResult;
import io.yarnflink.api.common.JobID;
import io.yarnflink.api.common.JobStatus;
import io.yarnflink.api.common.OptionalFailure;
import io.yarnflink.api.spi.CollectedRecords;
import io.yarnflink.api.spi.FinalAccumulators;
import io.yarnflink.api.spi.ProgramClassLoader;
import io.yarnflink.api.spi.ReportedFailure;
import io.yarnflink.api.spi.RunningJob;
import io.yarnflink.client.job.JobControl;
import io.yarnflink.client.job.JobWatch;
import io.yarnflink.client.job.Pace;
import io.yarnflink.client.job.ResultFetch;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.outcome.JobOutcome;
import io.yarnflink.rest.archive.ExitCode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A job in its application, as the program and the command line see it; any thread. */
public final class SubmittedJob implements RunningJob, AutoCloseable {
    private final SubmittedApplication application;
    private final Cluster cluster;
    private final JobWatch watch;
    private final ExecutorService threads;
    private final boolean attached;
    private final ResultFetch results;
    private final ClassLoader program = ProgramClassLoader.ofThread();
    private final AtomicBoolean watched = new AtomicBoolean();

    SubmittedJob(
            SubmittedApplication application,
            Cluster cluster,
            JobWatch watch,
            Pace pace,
            ExecutorService threads,
            boolean attached) {
        this.application = application;
        this.cluster = cluster;
        this.watch = watch;
        this.threads = threads;
        this.attached = attached;
        this.results =
                new ResultFetch(application.jobId().toHexString(), () -> watch().control(), watch.outcome(), pace);
    }

    /** Begins to wait for the end; a detached program does so only when it asks for results. */
    JobWatch watch() {
        if (watched.compareAndSet(false, true)) {
            threads.execute(watch::run);
        }
        return watch;
    }

    public SubmittedApplication application() {
        return application;
    }

    /** Completes with the job's end. */
    public CompletableFuture<JobOutcome> outcome() {
        return watch().outcome();
    }

    @Override
    public JobID jobId() {
        return application.jobId();
    }

    @Override
    public boolean attached() {
        return attached;
    }

    @Override
    public CompletableFuture<JobStatus> status() {
        if (outcome().isDone()) {
            return result().handle((result, failure) -> failure == null ? JobStatus.FINISHED : JobStatus.FAILED);
        }
        return control()
                .thenCompose(control -> control.await("", Duration.ZERO))
                .thenApply(report -> JobStatus.valueOf(report.getState()));
    }

    @Override
    public CompletableFuture<Map<String, OptionalFailure<Object>>> accumulators() {
        return control()
                .thenCompose(JobControl::report)
                .thenApply(report -> FinalAccumulators.merge(report.getAccumulators(), program));
    }

    /** Whether the Dispatcher has been found. */
    public boolean isConnected() {
        return watch.control().isDone();
    }

    /** Through the Dispatcher if it can be reached; before there is one, through YARN. */
    @Override
    public CompletableFuture<Void> cancel() {
        CompletableFuture<JobControl> control = watch().control();
        if (!control.isDone()) {
            return killUnlessEnded();
        }
        return control.thenCompose(JobControl::cancel)
                .handle((done, failure) ->
                        failure == null ? CompletableFuture.<Void>completedFuture(null) : killUnlessEnded())
                .thenCompose(done -> done);
    }

    private CompletableFuture<Void> killUnlessEnded() {
        return outcome().isDone() ? CompletableFuture.completedFuture(null) : kill();
    }

    /** Ends the application whatever it does. */
    public CompletableFuture<Void> kill() {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        cluster.yarn().kill(application.applicationId());
                    } catch (ClientException e) {
                        throw new CompletionException(e);
                    }
                },
                threads);
    }

    @Override
    public CompletableFuture<JobExecutionResult> result() {
        return outcome().thenApply(outcome -> {
            if (outcome.code() != ExitCode.OK) {
                throw new CompletionException(ReportedFailure.of(outcome.detail(), program)
                        .map(thrown -> new JobExecutionException(jobId(), outcome.line(), thrown))
                        .orElseGet(() -> new JobExecutionException(jobId(), outcome.line())));
            }
            long millis = outcome.more().get("durationMillis") instanceof Number number ? number.longValue() : 0;
            return watch.accumulators()
                    .map(tasks -> new JobExecutionResult(jobId(), millis, FinalAccumulators.merge(tasks, program)))
                    .orElseGet(() -> new ResultWithoutAccumulators(jobId(), millis));
        });
    }

    /** The first connection, or the job's end when there is none. */
    private CompletableFuture<JobControl> control() {
        CompletableFuture<JobControl> first = new CompletableFuture<>();
        watch().control().thenAccept(first::complete);
        result().whenComplete((result, failure) -> first.completeExceptionally(
                failure != null ? failure : new IllegalStateException("job " + jobId() + " has ended")));
        return first;
    }

    @Override
    public CompletableFuture<CollectedRecords> collected(String resultId, long offset) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return results.records(resultId, offset);
                    } catch (ExecutionException e) {
                        throw new CompletionException(e.getCause());
                    } catch (ClientException | InterruptedException e) {
                        throw new CompletionException(e);
                    }
                },
                threads);
    }

    /** The job's end was learned from what is stored of it, where there are no accumulators. */
    private static final class ResultWithoutAccumulators extends JobExecutionResult {
        ResultWithoutAccumulators(JobID jobId, long netRuntime) {
            super(jobId, netRuntime, Map.of());
        }

        @Override
        public <V> @Nullable V getAccumulatorResult(String accumulatorName) {
            throw lost();
        }

        @Override
        public Map<String, Object> getAllAccumulatorResults() {
            throw lost();
        }

        private IllegalStateException lost() {
            return new IllegalStateException("The accumulators of job " + getJobID() + " are lost: it finished, but its"
                    + " ApplicationMaster could not be asked at its end");
        }
    }

    /** Ends the connection to the job's Dispatcher. */
    @Override
    public void close() {
        watch.close();
    }
}

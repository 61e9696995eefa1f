package io.yarnflink.client.job;

import io.yarnflink.api.common.JobStatus;
import io.yarnflink.api.faults.FailPoint;
import io.yarnflink.client.hadoop.ApplicationStatus;
import io.yarnflink.client.hadoop.Staging;
import io.yarnflink.client.hadoop.Yarn;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.outcome.JobOutcome;
import io.yarnflink.client.output.Progress;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.rest.archive.Outcome;
import io.yarnflink.transport.protocol.JobReport;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a job's end on a thread of its own: in YARN until its ApplicationMaster listens, then at the Dispatcher, and
 * again in YARN whenever the Dispatcher falls silent.
 */
public final class JobWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration AWAIT = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final String applicationId;
    private final String jobId;
    private final Peers peers;
    private final Progress progress;
    private final Pace pace;
    private final Duration tolerance;
    private final JobProgress words = new JobProgress();
    private final CompletableFuture<JobOutcome> outcome = new CompletableFuture<>();
    private volatile CompletableFuture<JobControl> control = new CompletableFuture<>();
    private volatile @Nullable List<ByteBuffer> accumulators;

    /** Whom the watch asks. */
    public record Peers(Yarn yarn, Staging staging, JobControl.Connector connector) {}

    /** {@code tolerance}: how long neither YARN nor the Dispatcher may answer before the watch gives up. */
    public JobWatch(String applicationId, String jobId, Peers peers, Progress progress, Pace pace, Duration tolerance) {
        this.applicationId = applicationId;
        this.jobId = jobId;
        this.peers = peers;
        this.progress = progress;
        this.pace = pace;
        this.tolerance = tolerance;
    }

    /** Completes with the connection to the current Dispatcher once there is one, perhaps never. */
    public CompletableFuture<JobControl> control() {
        return control;
    }

    /** Completes with the job's end, or exceptionally when the watch cannot go on. */
    public CompletableFuture<JobOutcome> outcome() {
        return outcome;
    }

    /** What the tasks of the finished job have for its program, if the job itself was heard to the end. */
    public Optional<List<ByteBuffer>> accumulators() {
        return Optional.ofNullable(accumulators);
    }

    /** Blocks until the job has ended. */
    public void run() {
        try {
            outcome.complete(watch());
        } catch (ClientException e) {
            outcome.complete(Endings.lostSight(applicationId, jobId, e));
        } catch (InterruptedException e) {
            outcome.completeExceptionally(e);
        } catch (RuntimeException | Error e) {
            outcome.completeExceptionally(e);
        }
    }

    private JobOutcome watch() throws ClientException, InterruptedException {
        long lastAnswer = pace.clock().nanos();
        while (true) {
            try {
                ApplicationStatus status = peers.yarn().status(applicationId);
                if (status.phase().ended()) {
                    return ended(status);
                }
                FailPoint.hit("C5");
                progress.show(words.waiting(status), "");
                if (status.phase() == ApplicationStatus.Phase.RUNNING
                        && status.master().known()) {
                    Optional<JobReport> last = follow(status.master());
                    if (last.isPresent()) {
                        return Endings.of(applicationId, last.get());
                    }
                }
                lastAnswer = pace.clock().nanos();
            } catch (ClientException e) {
                if (e.code() != ExitCode.YARN || pace.clock().nanos() - lastAnswer > tolerance.toNanos()) {
                    throw e;
                }
                progress.show("waiting for YARN: " + ClientException.oneLine(e), "");
            }
            pace.pause(POLL);
        }
    }

    private JobOutcome ended(ApplicationStatus status) throws ClientException {
        Optional<Outcome> stored = peers.staging().outcome(applicationId);
        return stored.map(Endings::of).orElseGet(() -> Endings.of(status, jobId));
    }

    /** The job's last report, or nothing when its Dispatcher fell silent. */
    private Optional<JobReport> follow(ApplicationStatus.Master master) throws InterruptedException {
        JobControl connected = peers.connector().connect(master);
        CompletableFuture<JobControl> current = control;
        current.complete(connected);
        String state = "";
        try {
            while (true) {
                JobReport report =
                        connected.await(state, AWAIT).get(AWAIT.plus(SILENCE).toMillis(), TimeUnit.MILLISECONDS);
                if (JobStatus.valueOf(report.getState()).isGloballyTerminalState()) {
                    accumulators = report.getAccumulators();
                    return Optional.of(report);
                }
                FailPoint.hit("C6");
                progress.show(words.phase(report), words.numbers(report));
                state = report.getState();
            }
        } catch (ExecutionException | TimeoutException e) {
            // The YARN RM knows whether the ApplicationMaster still lives, and where the next one listens.
            control = new CompletableFuture<>();
            connected.close();
            return Optional.empty();
        }
    }

    /** Ends the connection; what the job still has for its client can be fetched until then. */
    @Override
    public void close() {
        control.thenAccept(JobControl::close);
    }
}

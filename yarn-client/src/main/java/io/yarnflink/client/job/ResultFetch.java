package io.yarnflink.client.job;

import io.yarnflink.api.spi.CollectedRecords;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.outcome.JobOutcome;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.transport.endpoint.PatientAsk;
import io.yarnflink.transport.rpc.RpcException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Fetches a job's results, again and again while its Dispatcher is out of reach, but not for long after the job's end.
 * Any thread; blocks.
 */
public final class ResultFetch {
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** Long enough for a connection to come back. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** The records are here: what is left only lets the ApplicationMaster go earlier. */
    private static final Duration ACKNOWLEDGEMENT = Duration.ofSeconds(10);

    private final String jobId;
    private final Supplier<CompletableFuture<JobControl>> control;
    private final CompletableFuture<JobOutcome> outcome;
    private final Pace pace;

    /** {@code control} gives the connection to the current Dispatcher, if there is one; {@code outcome} the job's end. */
    public ResultFetch(
            String jobId,
            Supplier<CompletableFuture<JobControl>> control,
            CompletableFuture<JobOutcome> outcome,
            Pace pace) {
        this.jobId = jobId;
        this.control = control;
        this.outcome = outcome;
        this.pace = pace;
    }

    /** The records from {@code offset} on; fails when they cannot be had, at the latest a while after the job's end. */
    public CollectedRecords records(String resultId, long offset)
            throws ClientException, InterruptedException, ExecutionException {
        CollectedRecords records = patiently(resultId, offset);
        if (records.last()) {
            acknowledge(resultId, records.offset() + records.records().size());
        }
        return records;
    }

    /** Asking from the end on says that all has arrived: the ApplicationMaster keeps results until then. */
    private void acknowledge(String resultId, long end) throws InterruptedException {
        long deadline = pace.clock().nanos() + ACKNOWLEDGEMENT.toNanos();
        while (control.get().isDone() && pace.clock().nanos() - deadline < 0) {
            try {
                control.get().join().fetch(resultId, end, Duration.ZERO).get();
                return;
            } catch (ExecutionException e) {
                if (!isOutOfReach(e)) {
                    return;
                }
                pace.pause(PAUSE);
            }
        }
    }

    private static boolean isOutOfReach(ExecutionException failure) {
        return failure.getCause() instanceof RpcException refusal && PatientAsk.OUT_OF_REACH.contains(refusal.code());
    }

    private CollectedRecords patiently(String resultId, long offset)
            throws ClientException, InterruptedException, ExecutionException {
        long endedNanos = Long.MAX_VALUE;
        String obstacle =
                "its ApplicationMaster has ended; it keeps results for client.heartbeat.timeout after the latest"
                        + " fetch, so take them sooner, or raise it";
        while (true) {
            boolean ended = outcome.isDone();
            CompletableFuture<JobControl> current = control.get();
            boolean connected = current.isDone();
            if (connected) {
                try {
                    return current.join().fetch(resultId, offset, WAIT).get();
                } catch (ExecutionException e) {
                    if (!isOutOfReach(e)) {
                        throw e;
                    }
                    obstacle = ClientException.oneLine(Objects.requireNonNullElse(e.getCause(), e));
                }
            }
            long now = pace.clock().nanos();
            endedNanos = ended ? Math.min(endedNanos, now) : Long.MAX_VALUE;
            if (ended && (!connected || now - endedNanos > PATIENCE.toNanos())) {
                throw givenUp(offset, obstacle);
            }
            pace.pause(PAUSE);
        }
    }

    private ClientException givenUp(long offset, String obstacle) throws InterruptedException, ExecutionException {
        return new ClientException(
                ExitCode.ENGINE,
                "job " + jobId + " ended (" + outcome.get().line() + ") before its results from record " + offset
                        + " on were fetched, and they cannot be had any more: " + obstacle);
    }
}

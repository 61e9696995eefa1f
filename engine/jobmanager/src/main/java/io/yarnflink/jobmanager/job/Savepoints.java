package io.yarnflink.jobmanager.job;

import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.faults.FailPoint;
import io.yarnflink.jobmanager.checkpoints.CheckpointRequest;
import io.yarnflink.jobmanager.checkpoints.NotNowException;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.protocol.SavepointReport;
import io.yarnflink.transport.protocol.TakeSavepoint;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/** The savepoints that clients asked for; each is taken once, however often it is asked for. Main thread only. */
final class Savepoints {
    private static final Duration AGAIN = Duration.ofMillis(500);
    /** How long a job may take to run again before whoever wants a savepoint hears that there is none. */
    private static final int TRIES = 120;

    private final JobContext job;
    private final JobCheckpoints checkpoints;
    private final BooleanSupplier live;
    private final MainThread mainThread;
    private final Map<String, CompletableFuture<String>> asked = new LinkedHashMap<>();

    /** {@code live}: whether the job runs or is about to run again. */
    Savepoints(JobContext job, JobCheckpoints checkpoints, BooleanSupplier live) {
        this.live = live;
        this.job = job;
        this.checkpoints = checkpoints;
        this.mainThread = job.threads().main();
    }

    /** Answers when it is taken or has failed, or after the time that the message gives. */
    CompletableFuture<SavepointReport> take(TakeSavepoint message) {
        CompletableFuture<String> taken = asked.computeIfAbsent(message.getRequestId(), id -> begin(message));
        CompletableFuture<SavepointReport> answer = new CompletableFuture<>();
        MainThread.Timer timer = mainThread.schedule(
                Duration.ofMillis(Math.max(
                        0,
                        Math.min(
                                message.getMaxWaitMillis(),
                                job.config().longestWait().toMillis()))),
                () -> answer.complete(new SavepointReport("UNDER_WAY", "", "")));
        taken.whenComplete((path, failure) -> {
            FailPoint.hit("A12");
            timer.cancel();
            answer.complete(
                    failure == null
                            ? new SavepointReport("DONE", path, "")
                            : new SavepointReport("FAILED", "", cause(failure)));
        });
        return answer;
    }

    private static String cause(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return String.valueOf(cause.getMessage());
    }

    private CompletableFuture<String> begin(TakeSavepoint message) {
        Optional<String> below = message.getFolder().isEmpty()
                ? job.configuration().getOptional(CheckpointingOptions.SAVEPOINT_DIRECTORY)
                : Optional.of(message.getFolder());
        if (below.isEmpty()) {
            return CompletableFuture.failedFuture(new IllegalArgumentException(
                    "no folder is given, and " + CheckpointingOptions.SAVEPOINT_DIRECTORY.key() + " is not set"));
        }
        String id = message.getRequestId().replaceAll("[^0-9A-Za-z]", "");
        String name = "savepoint-" + job.jobId().substring(0, 6) + "-" + id.substring(0, Math.min(id.length(), 12));
        String folder = below.get() + (below.get().endsWith("/") ? "" : "/") + name;
        CheckpointRequest request = new CheckpointRequest(folder, message.getStop(), message.getDrain());
        CompletableFuture<String> taken = new CompletableFuture<>();
        checkpoints.isTaken(request).thenAccept(already -> {
            if (already) {
                // Whoever asked an earlier leader asks again: the folder is named after the request.
                taken.complete(folder);
            } else {
                take(request, taken, TRIES);
            }
        });
        return taken;
    }

    /** A job that is about to run again is waited for. */
    private void take(CheckpointRequest request, CompletableFuture<String> taken, int tries) {
        checkpoints.savepoint(request).whenComplete((folder, failure) -> {
            if (failure == null) {
                taken.complete(folder);
            } else if (failure instanceof NotNowException && tries > 0 && live.getAsBoolean()) {
                mainThread.schedule(AGAIN, () -> take(request, taken, tries - 1));
            } else {
                taken.completeExceptionally(failure);
            }
        });
    }
}

package io.yarnflink.jobmanager.checkpoints;

import io.yarnflink.api.faults.FailPoint;
import io.yarnflink.api.time.Clock;
import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.jobmanager.execution.ExecutionGraph;
import io.yarnflink.jobmanager.execution.ExecutionState;
import io.yarnflink.state.checkpoint.StaleEpochException;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.format.EnumeratorState;
import io.yarnflink.state.format.PendingCommit;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.protocol.AcknowledgeCheckpoint;
import io.yarnflink.transport.protocol.DeclineCheckpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the checkpoints of one job: begins them, gathers what the tasks acknowledge, completes or gives them up. The
 * JobMaster's main thread only.
 */
public final class CheckpointCoordinator {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointCoordinator.class);
    private final Job job;
    private final MainThread mainThread;
    private final CheckpointSettings settings;
    private final CompletedCheckpoints completedCheckpoints;
    private final CheckpointMessages messages;
    private final Enumerators enumerators;
    private final Listener listener;
    private final CheckpointContent content;
    private final CheckpointHistory history = new CheckpointHistory();
    private final TreeMap<Long, PendingCheckpoint> pending = new TreeMap<>();
    /** They may finish: a completed checkpoint says that they have done their work. */
    private final Set<String> mayFinish = new HashSet<>();

    private final LatestCheckpoint latest;
    private final CheckpointSchedule schedule;
    private long lastId;
    private boolean running;
    private boolean stopping;
    private int failuresInRow;
    /** The job whose checkpoints these are. */
    public record Job(ExecutionGraph executions, Clock clock, long epoch) {
        String id() {
            return executions.jobGraph().jobId().toString();
        }
    }

    /** Hears, on the main thread, what concerns the job. */
    public interface Listener {
        /** It is what the job goes on from; {@code commits}: whether what it names is to be committed now. */
        void completed(CheckpointMetadata checkpoint, boolean commits);

        /** More failed in a row than the job tolerates. */
        void failedTooOften(String cause);

        /** There is a newer leader. */
        void superseded(String cause);

        /** What completed checkpoints let be committed and is not known to be. */
        List<PendingCommit> uncommitted();

        /** None is being made durable any more: what is the latest is known. */
        void settled();
    }

    public CheckpointCoordinator(
            Job job,
            MainThread mainThread,
            CheckpointSettings settings,
            CompletedCheckpoints completedCheckpoints,
            CheckpointMessages messages,
            Enumerators enumerators,
            Listener listener) {
        this.job = job;
        this.mainThread = mainThread;
        this.settings = settings;
        this.completedCheckpoints = completedCheckpoints;
        this.messages = messages;
        this.enumerators = enumerators;
        this.listener = listener;
        this.content = new CheckpointContent(job.executions(), job.epoch());
        this.latest = new LatestCheckpoint(job.executions(), completedCheckpoints, settings);
        this.schedule = new CheckpointSchedule(settings.pace(), job.clock(), mainThread, this::check);
    }

    /** Looks for what earlier leaders left; nothing begins before, and never when there is a later leader already. */
    public CompletableFuture<Void> open() {
        CompletableFuture<Void> opened = new CompletableFuture<>();
        latest.open().whenComplete((highest, failure) -> {
            if (failure == null) {
                lastId = Math.max(lastId, highest);
                opened.complete(null);
            } else if (StorageCalls.cause(failure) instanceof StaleEpochException stale) {
                listener.superseded(String.valueOf(stale.getMessage()));
            } else {
                opened.completeExceptionally(failure);
            }
        });
        return opened;
    }

    /** What lies where the job's checkpoints are kept. */
    public CompletedCheckpoints stored() {
        return completedCheckpoints;
    }

    /**
     * All tasks have finished, without a checkpoint that says so: makes durable that nothing is left to be done but to
     * commit what they offered, and gives that.
     */
    public CompletableFuture<List<PendingCommit>> completeEnd(LongFunction<List<PendingCommit>> offered) {
        long id = ++lastId;
        CheckpointMetadata end = content.ofEnd(id, job.clock().wallMillis(), offered.apply(id), listener.uncommitted());
        LOG.info("{} checkpoint {} is that of its end", job.id(), id);
        return completedCheckpoints.complete(end).thenApply(done -> {
            latest.become(end, false);
            return end.getCommits();
        });
    }

    /** What the job goes on from. */
    public Optional<CheckpointMetadata> latest() {
        return latest.get();
    }

    /** What the job goes on from, and how that came to be. */
    public LatestCheckpoint origin() {
        return latest;
    }

    public CheckpointHistory history() {
        return history;
    }

    /** All tasks are at work: checkpoints may begin. */
    public void resume() {
        if (!running) {
            running = true;
            stopping = false;
            failuresInRow = 0;
            mayFinish.clear();
            schedule.begin();
            FailPoint.hit("A6");
            tasksEnded();
        }
    }

    /** Sources began to read what has piled up, or have done with it: the next one comes when it would come from now on. */
    public void backlogChanged(boolean processing) {
        schedule.backlogChanged(processing);
        if (running) {
            tasksEnded();
        }
    }

    /** Some task is not at work any more: what is under way is given up, unless it is being made durable. */
    public void suspend(String cause) {
        running = false;
        schedule.cancel();
        List.copyOf(pending.values()).forEach(checkpoint -> abort(checkpoint, cause, false));
    }

    /** Whether none is being made durable. */
    public boolean isSettled() {
        return pending.values().stream()
                .noneMatch(checkpoint -> checkpoint.phase() == PendingCheckpoint.Phase.STORED
                        && checkpoint.request().commits());
    }

    /** A task has done its work, and waits for the checkpoint that says so. */
    public void tasksEnded() {
        if (running) {
            if (isAnyWaiting()) {
                schedule.awaited(atWork().stream().allMatch(execution -> execution.state() == ExecutionState.ENDED));
            }
            check();
        }
    }

    private boolean isAnyWaiting() {
        return job.executions().executions().stream()
                .anyMatch(execution -> execution.state() == ExecutionState.ENDED && !isCovered(execution));
    }

    /** Whether a checkpoint is about to be complete that lets it finish. */
    private boolean isCovered(Execution execution) {
        return mayFinish.contains(execution.id())
                || pending.values().stream()
                        .anyMatch(checkpoint -> checkpoint.request().commits() && checkpoint.sawEndOf(execution));
    }

    /** A task went another way than checkpoints know: those that await it will not be complete. */
    public void taskFinished(Execution execution) {
        List.copyOf(pending.values()).stream()
                .filter(checkpoint -> checkpoint.isOpen() && checkpoint.awaits(execution.id()))
                .forEach(checkpoint -> abort(checkpoint, execution.name() + " finished meanwhile", false));
    }

    /** Takes a savepoint; fails when it cannot be taken now. Completes with where it lies. */
    public CompletableFuture<String> savepoint(CheckpointRequest request) {
        if (latest.stoppedWith().equals(Optional.of(request.folder()))) {
            // Whoever asked an earlier leader asks again.
            return CompletableFuture.completedFuture(request.folder());
        }
        if (!running || stopping || !everyoneTakesPart()) {
            return CompletableFuture.failedFuture(new NotNowException(
                    stopping ? "the job is being stopped with one" : "not all tasks of the job run"));
        }
        if (request.drain() && !settings.afterTasksFinish()) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("A job is drained only with checkpoints after"
                            + " its tasks finish: set execution.checkpointing.interval and leave"
                            + " execution.checkpointing.checkpoints-after-tasks-finish, or stop it without draining"));
        }
        if (request.last()) {
            stopping = true;
            // What is under way would only keep it waiting.
            List.copyOf(pending.values()).forEach(checkpoint -> abort(checkpoint, "the job is stopped", false));
        }
        return begin(request).outcome();
    }

    /** Whether this job, perhaps under an earlier leader, took the savepoint in that folder. */
    public CompletableFuture<Boolean> isTaken(CheckpointRequest request) {
        return request.last()
                ? CompletableFuture.completedFuture(false)
                : completedCheckpoints.hasSavepoint(request.folder(), job.id());
    }

    public void acknowledge(AcknowledgeCheckpoint message) {
        PendingCheckpoint checkpoint = pending.get(message.getCheckpointId());
        Optional<Execution> execution = job.executions().find(message.getExecutionId());
        if (checkpoint == null || execution.isEmpty()) {
            LOG.debug("{} late acknowledgement {}", job.id(), message.getCheckpointId());
            return;
        }
        if (checkpoint.acknowledge(execution.get(), message, now())) {
            enumerators.acknowledged(checkpoint.id(), execution.get());
            if (checkpoint.isAcknowledged()) {
                store(checkpoint);
            }
        }
    }

    public void decline(DeclineCheckpoint message) {
        PendingCheckpoint checkpoint = pending.get(message.getCheckpointId());
        job.executions()
                .find(message.getExecutionId())
                .filter(execution -> checkpoint != null && checkpoint.awaits(execution.id()))
                .ifPresent(execution -> {
                    if (checkpoint != null) {
                        abort(checkpoint, execution.name() + " declined it: " + message.getCause(), true);
                    }
                });
    }

    private long now() {
        return job.clock().nanos();
    }

    private List<Execution> atWork() {
        return job.executions().executions().stream()
                .filter(execution -> execution.state().isAtWork())
                .toList();
    }

    private boolean everyoneTakesPart() {
        boolean finished = job.executions().executions().stream()
                .anyMatch(execution -> execution.state() == ExecutionState.FINISHED);
        return job.executions().allRunningOrFinished()
                && !atWork().isEmpty()
                && (settings.afterTasksFinish() || !finished);
    }

    /** Begins the next one when it is time; else looks again then. */
    private void check() {
        schedule.cancel();
        boolean wanted = schedule.isPeriodic() || isAnyWaiting();
        if (!running || stopping || !wanted || concurrent() >= settings.maxConcurrent() || !schedule.isDue()) {
            return;
        }
        schedule.begin();
        if (everyoneTakesPart()) {
            begin(CheckpointRequest.PERIODIC);
        }
        check();
    }

    /** Those that others would disturb: with a plain savepoint that is being stored neither tasks nor commits have to do. */
    private long concurrent() {
        return pending.values().stream()
                .filter(checkpoint ->
                        checkpoint.isOpen() || checkpoint.request().commits())
                .count();
    }

    private PendingCheckpoint begin(CheckpointRequest request) {
        PendingCheckpoint checkpoint =
                new PendingCheckpoint(++lastId, request, job.clock().wallMillis(), now(), atWork());
        pending.put(checkpoint.id(), checkpoint);
        LOG.info("{} {} begins", job.id(), checkpoint);
        checkpoint.limit(mainThread.schedule(
                settings.timeout(),
                () -> abort(
                        checkpoint, "it took longer than " + settings.timeout().toMillis() + " ms", true)));
        CompletableFuture<Void> folder = request.isSavepoint()
                ? completedCheckpoints.prepareSavepoint(request.folder())
                : CompletableFuture.completedFuture(null);
        // What is over meanwhile must not hold back splits: nobody would let go of them again.
        folder.thenCompose(made -> checkpoint.isOpen()
                        ? enumerators.snapshot(checkpoint.id())
                        : CompletableFuture.failedFuture(new IOException("it is over")))
                .whenComplete((states, failure) -> prepared(checkpoint, states, failure));
        return checkpoint;
    }

    private void prepared(
            PendingCheckpoint checkpoint, @Nullable List<EnumeratorState> states, @Nullable Throwable failure) {
        if (!checkpoint.isOpen()) {
            return;
        }
        if (states == null) {
            abort(
                    checkpoint,
                    "it could not begin: " + (failure == null ? "no state" : StorageCalls.cause(failure)),
                    true);
            return;
        }
        for (Execution participant : checkpoint.participants()) {
            if (!participant.state().isAtWork()) {
                abort(checkpoint, participant.name() + " is " + participant.state() + " by now", false);
                return;
            }
        }
        checkpoint.prepared(states);
        messages.trigger(checkpoint, cause -> abort(checkpoint, cause, true));
        FailPoint.hit("A7");
    }

    private void store(PendingCheckpoint checkpoint) {
        if (checkpoint.request().commits() && isOvertaken(checkpoint.id())) {
            abort(checkpoint, "a later one is complete", false);
            return;
        }
        FailPoint.hit("A8");
        CheckpointMetadata metadata;
        try {
            metadata = content.of(checkpoint, job.clock().wallMillis(), listener.uncommitted());
        } catch (IOException e) {
            abort(checkpoint, "a task acknowledged it with what cannot be read: " + e.getMessage(), true);
            return;
        }
        checkpoint.become(PendingCheckpoint.Phase.STORED);
        latest.makeDurable(checkpoint.request(), metadata).whenComplete((done, failure) -> {
            if (failure == null) {
                completed(checkpoint, metadata);
            } else {
                notStored(checkpoint, StorageCalls.cause(failure));
            }
            if (isSettled()) {
                listener.settled();
            }
        });
    }

    /** Whether going on from it would undo what a later one let be committed. */
    private boolean isOvertaken(long id) {
        return latest.isLaterThan(id)
                || pending.tailMap(id, false).values().stream()
                        .anyMatch(later -> later.phase() == PendingCheckpoint.Phase.STORED
                                && later.request().commits());
    }

    private void notStored(PendingCheckpoint checkpoint, Throwable failure) {
        if (failure instanceof StaleEpochException) {
            // Whatever the tasks wrote now belongs to whoever leads.
            checkpoint.become(PendingCheckpoint.Phase.OVER);
            pending.remove(checkpoint.id());
            running = false;
            checkpoint.outcome().completeExceptionally(failure);
            listener.superseded(String.valueOf(failure.getMessage()));
        } else {
            giveUp(checkpoint, "it could not be stored: " + failure.getMessage(), true);
        }
    }

    private void completed(PendingCheckpoint checkpoint, CheckpointMetadata metadata) {
        FailPoint.hit("A10");
        over(checkpoint, CheckpointFigures.Status.COMPLETED, "");
        failuresInRow = 0;
        CheckpointFigures figures = history.latest().get(0);
        LOG.info(
                "{} {} is complete after {} ms: {} bytes written, {} referred to, tasks stood still for {} us at most",
                job.id(),
                checkpoint,
                figures.durationMillis(),
                figures.written(),
                figures.referenced(),
                figures.longestPause());
        if (checkpoint.request().commits()) {
            latest.become(metadata, checkpoint.request().last());
            checkpoint.participants().stream()
                    .filter(checkpoint::sawEndOf)
                    .forEach(participant -> mayFinish.add(participant.id()));
            // Those that began before it are of no use any more, and not failed either; a savepoint is for other use.
            pending.headMap(checkpoint.id()).values().stream()
                    .filter(older -> older.request().commits())
                    .toList()
                    .forEach(older -> abort(older, "a later one is complete", false));
            enumerators.completed(checkpoint.id());
            messages.notify(checkpoint, true);
            listener.completed(metadata, true);
        } else {
            enumerators.aborted(checkpoint.id());
            listener.completed(metadata, false);
        }
        checkpoint.outcome().complete(checkpoint.request().folder());
        tasksEnded();
    }

    /** Gives up what can still be given up. */
    private void abort(PendingCheckpoint checkpoint, String cause, boolean counts) {
        if (checkpoint.isOpen()) {
            giveUp(checkpoint, cause, counts);
        }
    }

    private void giveUp(PendingCheckpoint checkpoint, String cause, boolean counts) {
        LOG.warn("{} {} is given up: {}", job.id(), checkpoint, cause);
        over(checkpoint, CheckpointFigures.Status.FAILED, cause);
        enumerators.aborted(checkpoint.id());
        messages.notify(checkpoint, false);
        checkpoint.outcome().completeExceptionally(new IOException(checkpoint + " was not taken: " + cause));
        stopping &= !checkpoint.request().last();
        if (counts && !checkpoint.request().isSavepoint()) {
            failuresInRow++;
            if (failuresInRow > settings.tolerableFailures()) {
                failuresInRow = 0;
                listener.failedTooOften("checkpoint " + checkpoint.id() + " failed: " + cause
                        + " (execution.checkpointing.tolerable-failed-checkpoints is "
                        + settings.tolerableFailures() + ")");
            }
        }
        if (counts && isAnyWaiting()) {
            schedule.awaitedAfterFailure();
        }
        check();
    }

    private void over(PendingCheckpoint checkpoint, CheckpointFigures.Status status, String cause) {
        checkpoint.become(PendingCheckpoint.Phase.OVER);
        pending.remove(checkpoint.id());
        schedule.over();
        history.add(checkpoint.figures(status, now(), cause));
    }

    /** Those under way, oldest first. */
    public List<CheckpointFigures> underWay() {
        List<CheckpointFigures> figures = new ArrayList<>();
        for (Map.Entry<Long, PendingCheckpoint> entry : pending.entrySet()) {
            figures.add(entry.getValue().figures(CheckpointFigures.Status.IN_PROGRESS, now(), ""));
        }
        return figures;
    }
}

package io.yarnflink.jobmanager.job;

import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.jobmanager.checkpoints.CheckpointCoordinator;
import io.yarnflink.jobmanager.checkpoints.CheckpointRequest;
import io.yarnflink.jobmanager.checkpoints.CheckpointSettings;
import io.yarnflink.jobmanager.checkpoints.SavepointFit;
import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.jobmanager.execution.ExecutionState;
import io.yarnflink.jobmanager.execution.TaskDeployment;
import io.yarnflink.state.checkpoint.FormatCodec;
import io.yarnflink.state.checkpoint.restore.RestoreAssignment;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.format.EnumeratorState;
import io.yarnflink.state.format.PendingCommit;
import io.yarnflink.transport.protocol.CheckpointSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;

/** A job's checkpoints as its scheduler needs them, if it takes any. The JobMaster's main thread only. */
final class JobCheckpoints {
    private final Optional<Taken> taken;
    private boolean savepoints;
    private boolean ended;

    /** What a job has that takes checkpoints. */
    record Taken(CheckpointCoordinator coordinator, CheckpointSettings settings, String folder) {}

    JobCheckpoints(Optional<Taken> taken) {
        this.taken = taken;
    }

    /** For a job that takes none. */
    static JobCheckpoints none() {
        return new JobCheckpoints(Optional.empty());
    }

    /** Whether they are taken by themselves. */
    boolean arePeriodic() {
        return taken.filter(job -> job.settings().arePeriodic()).isPresent();
    }

    /** Whether what the job does last is part of one, too. */
    boolean coverTheEnd() {
        return taken.filter(job -> job.settings().afterTasksFinish()).isPresent();
    }

    /** Whether a next attempt would find that the job has only to commit what its tasks left. */
    boolean endIsDurable() {
        return coverTheEnd() || ended || stoppedWith().isPresent();
    }

    /** Makes that durable, and gives what is to be committed; for jobs that know of no other end. */
    CompletableFuture<List<PendingCommit>> completeEnd(LongFunction<List<PendingCommit>> offered) {
        return coordinator().orElseThrow().completeEnd(offered).thenApply(commits -> {
            ended = true;
            return commits;
        });
    }

    Optional<CheckpointCoordinator> coordinator() {
        return taken.map(Taken::coordinator);
    }

    /** Looks for what earlier leaders left. */
    CompletableFuture<Void> open() {
        return taken.map(job -> job.coordinator().open()).orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /** Whether it is known from which checkpoint the job would go on. */
    boolean areSettled() {
        return taken.map(job -> job.coordinator().isSettled()).orElse(true);
    }

    void resume() {
        coordinator().ifPresent(CheckpointCoordinator::resume);
    }

    void suspend(String cause) {
        coordinator().ifPresent(coordinator -> coordinator.suspend(cause));
    }

    void changed(Execution execution) {
        coordinator().ifPresent(coordinator -> {
            if (execution.state() == ExecutionState.ENDED) {
                coordinator.tasksEnded();
            } else if (execution.state() == ExecutionState.FINISHED) {
                coordinator.taskFinished(execution);
            }
        });
    }

    /** Takes a savepoint; completes with where it lies. The job goes on, or stops with it. */
    CompletableFuture<String> savepoint(CheckpointRequest request) {
        savepoints = true;
        return coordinator()
                .map(coordinator -> coordinator.savepoint(request))
                .orElseGet(() -> CompletableFuture.failedFuture(new IllegalStateException(
                        "A job in BATCH mode takes no savepoints, nor one that knows no folder for"
                                + " checkpoints; set " + CheckpointingOptions.CHECKPOINTS_DIRECTORY.key())));
    }

    /** Whether that savepoint is whole already. */
    CompletableFuture<Boolean> isTaken(CheckpointRequest request) {
        return coordinator()
                .map(coordinator -> coordinator.isTaken(request))
                .orElseGet(() -> CompletableFuture.completedFuture(false));
    }

    /** Whether somebody asked for a savepoint, which may refer to what sinks left behind. */
    boolean haveSavepoints() {
        return savepoints
                || coordinator().filter(it -> it.origin().mayHaveSavepoints()).isPresent();
    }

    /** Whether earlier leaders may have left completed ones, and what these decided. */
    boolean followOthers() {
        return coordinator().filter(it -> it.origin().followsOthers()).isPresent();
    }

    /** Where the savepoint lies that the job was stopped with: nothing more is to be processed. */
    Optional<String> stoppedWith() {
        return coordinator().flatMap(it -> it.origin().stoppedWith());
    }

    /** Whether what sinks left behind may be part of what somebody goes on from. */
    boolean mayNeedOffers() {
        return latest().isPresent() || haveSavepoints();
    }

    /** Where they lie, for people. */
    String folder() {
        return taken.map(Taken::folder).orElse("");
    }

    /** Fails when somebody else leads the job by now. */
    CompletableFuture<Void> requireLeader() {
        return coordinator()
                .map(coordinator -> coordinator.stored().requireLeader())
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /** Deletes them; the job has ended. */
    CompletableFuture<Void> discardAll() {
        return coordinator()
                .map(coordinator -> coordinator.stored().discardAll())
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private Optional<CheckpointMetadata> latest() {
        return coordinator().flatMap(CheckpointCoordinator::latest);
    }

    /** What tasks go on from that are deployed now, if from any. */
    Optional<Long> restored() {
        return latest().map(CheckpointMetadata::getCheckpointId);
    }

    List<EnumeratorState> enumerators() {
        return latest().map(CheckpointMetadata::getEnumerators).orElse(List.of());
    }

    /** What the latest one lets be committed, whether or not it was. */
    List<PendingCommit> commits() {
        return latest().map(CheckpointMetadata::getCommits).orElse(List.of());
    }

    /** What tasks go on from now; fails when the latest checkpoint fits no such job. */
    TaskDeployment.Checkpoints forTasks() {
        if (taken.isEmpty()) {
            return TaskDeployment.Checkpoints.NONE;
        }
        CheckpointSettings.Mode mode = taken.get().settings().mode();
        CheckpointSpec spec = new CheckpointSpec(
                mode.exactlyOnce(),
                mode.alignedTimeoutMillis(),
                taken.get().folder(),
                coverTheEnd() && stoppedWith().isEmpty(),
                mode.maxInFlightBytes(),
                mode.compressed());
        Optional<RestoreAssignment> assignment =
                latest().map(stoppedWith().isPresent() ? RestoreAssignment::ofEnded : RestoreAssignment::new);
        return new TaskDeployment.Checkpoints(
                Optional.of(spec),
                execution ->
                        assignment.map(restore -> restore(restore, execution)).orElseGet(() -> ByteBuffer.allocate(0)));
    }

    private static ByteBuffer restore(RestoreAssignment assignment, Execution execution) {
        RestoreAssignment.Vertex now = SavepointFit.vertex(execution.vertex());
        try {
            return ByteBuffer.wrap(FormatCodec.encode(assignment.of(now, execution.subtask())));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }
}

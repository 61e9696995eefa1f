package io.yarnflink.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.jobmanager.checkpoints.CheckpointCoordinator;
import io.yarnflink.jobmanager.checkpoints.CheckpointFigures;
import io.yarnflink.jobmanager.checkpoints.CheckpointRequest;
import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.jobmanager.execution.ExecutionState;
import io.yarnflink.state.checkpoint.CheckpointStore;
import io.yarnflink.state.checkpoint.SavepointFolder;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.storage.UnusableFolderException;
import io.yarnflink.testkit.storage.StorageCall;
import io.yarnflink.testkit.storage.StorageFaults;
import io.yarnflink.transport.protocol.NotifyCheckpoint;
import io.yarnflink.transport.protocol.TriggerCheckpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SavepointsTest extends CoordinatedJob {
    private static final Set<StorageCall> WITHOUT_ANSWER = EnumSet.of(StorageCall.RENAME, StorageCall.EXISTS);

    @Test
    void aSavepointOfAJobThatGoesOnIsWholeAndCommitsNothing() throws Exception {
        CompletableFuture<String> savepoint = run(new CheckpointRequest(FOLDER, false, false));
        acknowledgeAll(1);
        assertThat(savepoint).isCompletedWithValue(FOLDER);
        CheckpointMetadata metadata = new SavepointFolder(files.open(FOLDER)).read();
        assertThat(metadata.getSavepoint()).isTrue();
        assertThat(metadata.getCommits()).hasSize(2);
        assertThat(mayCommit).isEmpty();
        assertThat(sent).noneMatch(NotifyCheckpoint.class::isInstance);
        assertThat(CheckpointStore.open(files.open(CHECKPOINTS), 6).latest()).isEmpty();
        assertThat(coordinator.history().latest().get(0).status()).isEqualTo(CheckpointFigures.Status.COMPLETED);
    }

    @Test
    void oneThatTheJobStopsWithCommitsAndIsWhatAnyoneGoesOnFrom() throws Exception {
        CompletableFuture<String> savepoint = run(new CheckpointRequest(FOLDER, true, true));
        TriggerCheckpoint trigger = (TriggerCheckpoint) sent.get(0);
        assertThat(trigger.getLast()).isTrue();
        assertThat(trigger.getDrain()).isTrue();
        assertThat(trigger.getFolder()).isEqualTo(FOLDER);
        acknowledgeAll(1);
        assertThat(savepoint).isCompletedWithValue(FOLDER);
        assertThat(mayCommit).containsExactly(1L);
        assertThat(sent).anyMatch(message -> message instanceof NotifyCheckpoint notice && notice.getCompleted());
        simulation.runFor(Duration.ofMinutes(1));
        assertThat(sent)
                .filteredOn(TriggerCheckpoint.class::isInstance)
                .as("no other begins")
                .hasSize(1);
        CheckpointMetadata latest =
                CheckpointStore.open(files.open(CHECKPOINTS), 6).latest().orElseThrow();
        assertThat(latest.getCheckpointId()).isEqualTo(1);
        assertThat(latest.getFolder()).isEqualTo(FOLDER);
    }

    @Test
    void aFolderWithASavepointIsRefusedAndTheJobGoesOn() throws Exception {
        run(new CheckpointRequest(FOLDER, false, false));
        acknowledgeAll(1);
        CompletableFuture<String> again = run(new CheckpointRequest(FOLDER, true, false));
        assertThat(again)
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("there is a savepoint already");
        simulation.runFor(Duration.ofSeconds(20));
        assertThat(sent)
                .filteredOn(TriggerCheckpoint.class::isInstance)
                .as("checkpoints go on")
                .hasSizeGreaterThan(1);
    }

    @Test
    void noSavepointIsTakenWhileTasksAreNotAtWork() {
        executions.executionsOf(1).get(0).become(ExecutionState.FAILED);
        main.execute(() -> coordinator.suspend("a task failed"));
        assertThat(run(new CheckpointRequest(FOLDER, false, false)))
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("No savepoint can be taken now: not all tasks of the job run");
    }

    @Test
    void aSavepointThatIsGivenUpWhileItsFolderIsMadeHoldsBackNoSplits() throws Exception {
        CompletableFuture<String> first = new CompletableFuture<>();
        main.execute(() -> {
            coordinator
                    .savepoint(new CheckpointRequest(FOLDER, false, false))
                    .whenComplete((folder, failure) -> first.completeExceptionally(failure));
            coordinator.savepoint(new CheckpointRequest(FOLDER + "-last", true, false));
        });
        simulation.runFor(Duration.ofSeconds(1));
        assertThat(first).isCompletedExceptionally();
        acknowledgeAll(2);
        assertThat(coordinator.latest()).isPresent();
        assertThat(enumerators.held).isEmpty();
    }

    @Test
    void aCheckpointThatIsOvertakenIsNotWhatTheJobGoesOnFrom() throws Exception {
        CheckpointCoordinator two = coordinator("memory:/checkpoints/two", TWO_AT_ONCE);
        simulation.runFor(Duration.ofMillis(2_300));
        List<Execution> tasks = executions.executions();
        main.execute(() -> {
            acknowledge(two, 1, tasks.get(0));
            tasks.forEach(task -> acknowledge(two, 2, task));
            acknowledge(two, 1, tasks.get(1));
        });
        simulation.runFor(Duration.ofMillis(200));
        assertThat(two.latest().orElseThrow().getCheckpointId()).isEqualTo(2);
        assertThat(mayCommit).containsExactly(2L);
    }

    @Test
    void aSavepointIsTakenThoughALaterCheckpointIsCompleteBeforeIt() throws Exception {
        CheckpointCoordinator two = coordinator("memory:/checkpoints/two", TWO_AT_ONCE);
        main.execute(() -> two.savepoint(new CheckpointRequest(FOLDER, false, false)));
        simulation.runFor(Duration.ofMillis(1_300));
        for (int id : new int[] {2, 1}) {
            main.execute(() -> executions.executions().forEach(task -> acknowledge(two, id, task)));
            simulation.runFor(Duration.ofMillis(200));
        }
        assertThat(new SavepointFolder(files.open(FOLDER)).read().getCheckpointId())
                .isEqualTo(1);
        assertThat(mayCommit).containsExactly(2L);
    }

    @Test
    void whatCanNeverHoldCheckpointsIsNotTriedForEver() {
        places = folder -> {
            throw new UnusableFolderException(folder + " cannot hold checkpoints");
        };
        opening = new CompletableFuture<>();
        coordinator("s3://bucket/checkpoints", Map.of());
        assertThat(opening)
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("s3://bucket/checkpoints cannot hold checkpoints");
    }

    /** Fails calls below one folder. */
    private void fail(String folder, StorageCall call, String path) {
        places = opened -> files.open(
                opened,
                opened.startsWith(folder)
                        ? new StorageFaults() {
                            @Override
                            public void before(StorageCall called, String at) throws IOException {
                                if (called == call && at.matches(path)) {
                                    throw new IOException("the disk is full");
                                }
                            }
                        }
                        : StorageFaults.NONE);
    }

    @Test
    void whatIsLeftBesideAWholeSavepointDoesNotUndoIt() throws Exception {
        fail(FOLDER, StorageCall.DELETE, "aside");
        CheckpointCoordinator another = coordinator("memory:/checkpoints/another", Map.of());
        CompletableFuture<String> savepoint = new CompletableFuture<>();
        main.execute(() -> another.savepoint(new CheckpointRequest(FOLDER, false, false))
                .whenComplete((folder, failure) -> {
                    if (failure == null) {
                        savepoint.complete(folder);
                    } else {
                        savepoint.completeExceptionally(failure);
                    }
                }));
        simulation.runFor(Duration.ofMillis(200));
        acknowledgeAll(another, 1);
        assertThat(savepoint).isCompletedWithValue(FOLDER);
    }

    /** The tasks delete what they wrote for it. */
    @Test
    void aLastSavepointThatTheJobCannotGoOnFromDoesNotLookWhole() throws Exception {
        fail("memory:/checkpoints", StorageCall.CREATE, "aside/.*");
        CheckpointCoordinator another = coordinator("memory:/checkpoints/another", Map.of());
        main.execute(() -> another.savepoint(new CheckpointRequest(FOLDER, true, false)));
        simulation.runFor(Duration.ofMillis(200));
        acknowledgeAll(another, 1);
        assertThat(new SavepointFolder(files.open(FOLDER)).isOf(Jobs.ID.toString()))
                .isFalse();
        assertThat(sent).anyMatch(message -> message instanceof NotifyCheckpoint notice && !notice.getCompleted());
    }

    @Test
    void aSavepointWhoseStorageIsAwayHoldsUpNoCheckpoints() throws Exception {
        AtomicBoolean away = new AtomicBoolean();
        loseAnswersWhile(away);
        CheckpointCoordinator often =
                coordinator("memory:/checkpoints/often", Map.of("execution.checkpointing.interval", "1 s"));
        main.execute(() -> often.savepoint(new CheckpointRequest(FOLDER, false, false)));
        simulation.runFor(Duration.ofMillis(200));
        away.set(true);
        acknowledgeAll(often, 1);
        simulation.runFor(Duration.ofSeconds(3));
        acknowledgeAll(often, 2);
        assertThat(often.latest().orElseThrow().getCheckpointId()).isEqualTo(2);
        away.set(false);
        simulation.runFor(Duration.ofMinutes(1));
        assertThat(new SavepointFolder(files.open(FOLDER)).read().getCheckpointId())
                .isEqualTo(1);
    }

    @Test
    void tasksThatHaveDoneTheirWorkWaitForNoSavepointOfAJobThatGoesOn() throws Exception {
        AtomicBoolean away = new AtomicBoolean();
        loseAnswersWhile(away);
        CheckpointCoordinator rarely =
                coordinator("memory:/checkpoints/rarely", Map.of("execution.checkpointing.interval", "10 min"));
        main.execute(() -> rarely.savepoint(new CheckpointRequest(FOLDER, false, false)));
        simulation.runFor(Duration.ofMillis(200));
        away.set(true);
        executions.executions().forEach(task -> task.become(ExecutionState.ENDED));
        acknowledgeAll(rarely, 1);
        main.execute(rarely::tasksEnded);
        simulation.runFor(Duration.ofSeconds(10));
        acknowledgeAll(rarely, 2);
        assertThat(rarely.latest().orElseThrow().getCheckpointId()).isEqualTo(2);
    }

    private void loseAnswersWhile(AtomicBoolean away) {
        places = folder -> files.open(folder, new StorageFaults() {
            @Override
            public void before(StorageCall call, String path) throws IOException {
                if (away.get() && folder.equals(FOLDER) && WITHOUT_ANSWER.contains(call)) {
                    throw new IOException("nobody answers for " + path);
                }
            }
        });
    }

    @Test
    void aClassThatIsMissingIsHeardOf() {
        places = folder -> {
            throw new NoClassDefFoundError("org/example/ObjectStore");
        };
        opening = new CompletableFuture<>();
        coordinator("s3://bucket/checkpoints", Map.of());
        assertThat(opening)
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("org/example/ObjectStore");
    }
}

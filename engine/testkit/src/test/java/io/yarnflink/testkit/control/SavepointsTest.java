package io.yarnflink.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.graph.JobVertex;
import io.yarnflink.jobmanager.checkpoints.CheckpointCoordinator;
import io.yarnflink.jobmanager.checkpoints.CheckpointFigures;
import io.yarnflink.jobmanager.checkpoints.CheckpointMessages;
import io.yarnflink.jobmanager.checkpoints.CheckpointRequest;
import io.yarnflink.jobmanager.checkpoints.CheckpointSettings;
import io.yarnflink.jobmanager.checkpoints.DurableCheckpoints;
import io.yarnflink.jobmanager.checkpoints.Enumerators;
import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.jobmanager.execution.ExecutionGraph;
import io.yarnflink.jobmanager.execution.ExecutionState;
import io.yarnflink.jobmanager.leader.JobThreads;
import io.yarnflink.jobmanager.slots.Slot;
import io.yarnflink.jobmanager.slots.SlotSharing;
import io.yarnflink.jobmanager.slots.TaskManagerPeer;
import io.yarnflink.state.checkpoint.CheckpointStore;
import io.yarnflink.state.checkpoint.FormatCodec;
import io.yarnflink.state.checkpoint.SavepointFolder;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.format.EnumeratorState;
import io.yarnflink.state.format.KeyGroupState;
import io.yarnflink.state.format.KeyedPart;
import io.yarnflink.state.format.OperatorSubtaskState;
import io.yarnflink.state.format.PendingCommit;
import io.yarnflink.state.format.TaskState;
import io.yarnflink.state.storage.CheckpointStorages;
import io.yarnflink.state.storage.UnusableFolderException;
import io.yarnflink.testkit.simulation.NetworkConditions;
import io.yarnflink.testkit.simulation.SimulatedNetwork;
import io.yarnflink.testkit.simulation.SimulatedProcess;
import io.yarnflink.testkit.simulation.Simulation;
import io.yarnflink.testkit.storage.MemoryCheckpointStorages;
import io.yarnflink.testkit.storage.StorageCall;
import io.yarnflink.testkit.storage.StorageFaults;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.endpoint.PatientAsk;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.AcknowledgeCheckpoint;
import io.yarnflink.transport.protocol.NotifyCheckpoint;
import io.yarnflink.transport.protocol.PreparedCommit;
import io.yarnflink.transport.protocol.SnapshotFigures;
import io.yarnflink.transport.protocol.TriggerCheckpoint;
import io.yarnflink.transport.rpc.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Savepoints of a job of two tasks whose TaskManager is a list of messages. */
class SavepointsTest {
    private static final String FOLDER = "memory:/savepoints/one";
    private static final String CHECKPOINTS = "memory:/checkpoints/job";
    private static final Map<String, String> TWO_AT_ONCE = Map.of(
            "execution.checkpointing.interval", "1 s", "execution.checkpointing.max-concurrent-checkpoints", "2");

    private final Simulation simulation = new Simulation(1);
    private final SimulatedProcess process =
            new SimulatedNetwork(simulation, NetworkConditions.good()).process("jobmanager", "host");
    private final MainThread main = process.mainThread("main");
    private final MemoryCheckpointStorages files = new MemoryCheckpointStorages();
    private CheckpointStorages places = files;
    private final ExecutionGraph executions = new ExecutionGraph(Jobs.readAndCount(1, 1), 5);
    private final List<SpecificRecord> sent = new ArrayList<>();
    private final List<Long> mayCommit = new ArrayList<>();
    private final HoldingEnumerators enumerators = new HoldingEnumerators();
    private CompletableFuture<Void> opening = new CompletableFuture<>();
    private final CheckpointCoordinator coordinator = coordinator();

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

    /** A savepoint of the job and of a sink that the job does not have any more. */
    private void savepointWithASinkThatIsGone() throws Exception {
        savepointOf(metadata -> {
            PendingCommit ofSink = metadata.getCommits().get(0);
            List<PendingCommit> commits = new ArrayList<>(metadata.getCommits());
            commits.add(new PendingCommit("ab".repeat(16), "gone", 0, 1L, 1, ofSink.getCommittables()));
            metadata.setCommits(commits);
        });
    }

    /** A savepoint of another job, which differs from this one. */
    private void savepointOf(Consumer<CheckpointMetadata> difference) throws Exception {
        run(new CheckpointRequest(FOLDER, false, false));
        acknowledgeAll(1);
        CheckpointMetadata metadata = new SavepointFolder(files.open(FOLDER)).read();
        difference.accept(metadata);
        new SavepointFolder(files.open(FOLDER)).discard();
        new SavepointFolder(files.open(FOLDER)).prepare();
        new SavepointFolder(files.open(FOLDER)).complete(metadata);
        main.execute(() -> coordinator.suspend("this job ends"));
    }

    @Test
    void whatASinkPreparedThatTheJobHasNoMoreIsLeftBehindOnlyWhenAsked() throws Exception {
        savepointWithASinkThatIsGone();
        Map<String, String> restore = new HashMap<>(Map.of("execution.state-recovery.path", FOLDER));
        CheckpointCoordinator refused = coordinator("memory:/checkpoints/refused", restore);
        assertThat(refused.latest()).as("the job does not go on from it").isEmpty();
        restore.put("execution.state-recovery.ignore-unclaimed-state", "true");
        CheckpointMetadata latest =
                coordinator("memory:/checkpoints/partly", restore).latest().orElseThrow();
        assertThat(latest.getCommits())
                .hasSize(2)
                .noneMatch(commit -> commit.getSinkId().equals("gone"));
    }

    @Test
    void aVertexThatLeavesItsMaxParallelismFreeKeepsThatOfItsState() throws Exception {
        savepointOf(metadata -> metadata.getVertices().forEach(vertex -> {
            vertex.setMaxParallelism(64);
            String operator = vertex.getOperators().get(0).getOperatorId();
            KeyedPart part = new KeyedPart("state", "count", List.of(new KeyGroupState(0, List.of())));
            vertex.getSubtasks()
                    .get(0)
                    .getState()
                    .setOperators(List.of(new OperatorSubtaskState(operator, List.of(part), null, false, null)));
        }));
        assertThat(goingOn("no-claim").latest()).isPresent();
        assertThat(executions.jobGraph().vertices())
                .extracting(JobVertex::maxParallelism)
                .containsExactly(64, 64);
        assertThat(executions.executions())
                .extracting(execution -> execution.vertex().maxParallelism())
                .containsExactly(64, 64);
    }

    private CheckpointCoordinator goingOn(String mode) {
        return coordinator(
                "memory:/checkpoints/" + mode,
                Map.of("execution.state-recovery.path", FOLDER, "execution.state-recovery.claim-mode", mode));
    }

    @Test
    void aNewJobGoesOnFromASavepointAndDeletesItOnlyWhenItIsItsOwn() throws Exception {
        run(new CheckpointRequest(FOLDER, false, false));
        acknowledgeAll(1);
        main.execute(() -> coordinator.suspend("this job ends"));
        for (String mode : List.of("no-claim", "claim")) {
            CheckpointCoordinator next = goingOn(mode);
            assertThat(next.latest().orElseThrow().getCheckpointId()).isEqualTo(1);
            simulation.runFor(Duration.ofSeconds(11));
            assertThat(new SavepointFolder(files.open(FOLDER)).read().getCheckpointId())
                    .as("is needed until the first checkpoint is complete")
                    .isEqualTo(1);
            acknowledgeAll(next, 2);
            assertThat(next.latest().orElseThrow().getCheckpointId()).isEqualTo(2);
            main.execute(() -> next.suspend("this one too"));
            simulation.runFor(Duration.ofMillis(200));
        }
        assertThatThrownBy(() -> new SavepointFolder(files.open(FOLDER)).read())
                .hasMessageContaining("there is no savepoint");
    }

    private CompletableFuture<String> run(CheckpointRequest request) {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        main.execute(() -> coordinator.savepoint(request).whenComplete((folder, failure) -> {
            if (failure == null) {
                outcome.complete(folder);
            } else {
                outcome.completeExceptionally(failure);
            }
        }));
        simulation.runFor(Duration.ofMillis(200));
        return outcome;
    }

    private void acknowledgeAll(long id) throws IOException {
        acknowledgeAll(coordinator, id);
    }

    private void acknowledgeAll(CheckpointCoordinator acknowledged, long id) throws IOException {
        for (Execution execution : executions.executions()) {
            main.execute(() -> acknowledge(acknowledged, id, execution));
        }
        simulation.runFor(Duration.ofMillis(200));
    }

    private static void acknowledge(CheckpointCoordinator acknowledged, long id, Execution execution) {
        TaskState nothing = new TaskState(List.of(), ByteBuffer.allocate(0), List.of(), List.of());
        try {
            acknowledged.acknowledge(new AcknowledgeCheckpoint(
                    Jobs.ID.toString(),
                    execution.id(),
                    id,
                    ByteBuffer.wrap(FormatCodec.encode(nothing)),
                    List.of(
                            new PreparedCommit("sink", id, 1, List.of(ByteBuffer.wrap(new byte[3]))),
                            new PreparedCommit("empty", id, 1, List.of())),
                    false,
                    new SnapshotFigures(1L, 2L, 3L, 4L, 5L, 6L)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CheckpointCoordinator coordinator() {
        deploy();
        return coordinator(CHECKPOINTS, Map.of());
    }

    private void deploy() {
        Slot slot =
                new Slot("allocation", 0, new TaskManagerPeer("tm", "h", new Address("h", 1, "taskexecutor"), "h", 2));
        executions.assign(SlotSharing.assign(executions.jobGraph(), List.of(slot)));
        executions.executions().forEach(execution -> {
            execution.become(ExecutionState.DEPLOYING);
            execution.become(ExecutionState.RUNNING);
        });
    }

    private CheckpointCoordinator coordinator(String folder, Map<String, String> more) {
        PatientAsk requests = new PatientAsk(main, new PatientAsk.Sender() {
            @Override
            public <R extends SpecificRecord> CompletableFuture<R> ask(
                    Address to, SpecificRecord request, Class<R> answerType) {
                sent.add(request);
                return CompletableFuture.completedFuture(answerType.cast(new Ack()));
            }
        });
        JobThreads threads = new JobThreads(main, main, action -> process.after(Duration.ofMillis(1), "io", action));
        Map<String, String> configuration = new HashMap<>(more);
        configuration.putIfAbsent("execution.checkpointing.interval", "10 s");
        CheckpointSettings settings =
                CheckpointSettings.from(Configuration.fromMap(configuration)).orElseThrow();
        CheckpointCoordinator made = new CheckpointCoordinator(
                new CheckpointCoordinator.Job(executions, simulation.clock(), 5),
                main,
                settings,
                new DurableCheckpoints(
                        new DurableCheckpoints.Place(places, folder, Optional.empty()),
                        5,
                        new DurableCheckpoints.Keeping(1, false),
                        threads),
                new CheckpointMessages("job", requests),
                enumerators,
                new JobListener());
        main.execute(() -> made.open().thenRun(made::resume).whenComplete((done, failure) -> {
            if (failure != null) {
                opening.completeExceptionally(failure);
            }
        }));
        simulation.runFor(Duration.ofMillis(200));
        return made;
    }

    /** Writes down what may be committed. */
    private final class JobListener implements CheckpointCoordinator.Listener {
        @Override
        public void completed(CheckpointMetadata checkpoint, boolean commits) {
            if (commits) {
                mayCommit.add(checkpoint.getCheckpointId());
            }
        }

        @Override
        public void failedTooOften(String cause) {
            throw new AssertionError(cause);
        }

        @Override
        public void superseded(String cause) {
            throw new AssertionError(cause);
        }

        @Override
        public List<PendingCommit> uncommitted() {
            return List.of();
        }

        @Override
        public void settled() {}
    }

    /** Holds splits back from each snapshot until the checkpoint is over. */
    private static final class HoldingEnumerators implements Enumerators {
        private final Set<Long> held = new TreeSet<>();

        @Override
        public CompletableFuture<List<EnumeratorState>> snapshot(long checkpointId) {
            held.add(checkpointId);
            return CompletableFuture.completedFuture(List.of());
        }

        @Override
        public void acknowledged(long checkpointId, Execution task) {}

        @Override
        public void completed(long checkpointId) {
            held.remove(checkpointId);
        }

        @Override
        public void aborted(long checkpointId) {
            held.remove(checkpointId);
        }
    }
}

package io.yarnflink.testkit.control;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.jobmanager.checkpoints.CheckpointCoordinator;
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
import io.yarnflink.state.checkpoint.FormatCodec;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.format.EnumeratorState;
import io.yarnflink.state.format.PendingCommit;
import io.yarnflink.state.format.TaskState;
import io.yarnflink.state.storage.CheckpointStorages;
import io.yarnflink.testkit.simulation.NetworkConditions;
import io.yarnflink.testkit.simulation.SimulatedNetwork;
import io.yarnflink.testkit.simulation.SimulatedProcess;
import io.yarnflink.testkit.simulation.Simulation;
import io.yarnflink.testkit.storage.MemoryCheckpointStorages;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.endpoint.PatientAsk;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.AcknowledgeCheckpoint;
import io.yarnflink.transport.protocol.PreparedCommit;
import io.yarnflink.transport.protocol.SnapshotFigures;
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
import org.apache.avro.specific.SpecificRecord;

/** A job of two tasks whose TaskManager is a list of messages, and the coordinator of its checkpoints. */
abstract class CoordinatedJob {
    static final String FOLDER = "memory:/savepoints/one";
    static final String CHECKPOINTS = "memory:/checkpoints/job";
    static final Map<String, String> TWO_AT_ONCE = Map.of(
            "execution.checkpointing.interval", "1 s", "execution.checkpointing.max-concurrent-checkpoints", "2");

    final Simulation simulation = new Simulation(1);
    final SimulatedProcess process =
            new SimulatedNetwork(simulation, NetworkConditions.good()).process("jobmanager", "host");
    final MainThread main = process.mainThread("main");
    final MemoryCheckpointStorages files = new MemoryCheckpointStorages();
    CheckpointStorages places = files;
    final ExecutionGraph executions = new ExecutionGraph(Jobs.readAndCount(1, 1), 5);
    final List<SpecificRecord> sent = new ArrayList<>();
    final List<Long> mayCommit = new ArrayList<>();
    final HoldingEnumerators enumerators = new HoldingEnumerators();
    CompletableFuture<Void> opening = new CompletableFuture<>();
    final CheckpointCoordinator coordinator = coordinator();

    CompletableFuture<String> run(CheckpointRequest request) {
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

    void acknowledgeAll(long id) throws IOException {
        acknowledgeAll(coordinator, id);
    }

    void acknowledgeAll(CheckpointCoordinator acknowledged, long id) throws IOException {
        for (Execution execution : executions.executions()) {
            main.execute(() -> acknowledge(acknowledged, id, execution));
        }
        simulation.runFor(Duration.ofMillis(200));
    }

    static void acknowledge(CheckpointCoordinator acknowledged, long id, Execution execution) {
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
                    execution.state() == ExecutionState.ENDED,
                    new SnapshotFigures(1L, 2L, 3L, 4L, 5L, 6L)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CheckpointCoordinator coordinator() {
        deploy();
        return coordinator(CHECKPOINTS, Map.of());
    }

    void deploy() {
        Slot slot =
                new Slot("allocation", 0, new TaskManagerPeer("tm", "h", new Address("h", 1, "taskexecutor"), "h", 2));
        executions.assign(SlotSharing.assign(executions.jobGraph(), List.of(slot)));
        executions.executions().forEach(execution -> {
            execution.become(ExecutionState.DEPLOYING);
            execution.become(ExecutionState.RUNNING);
        });
    }

    CheckpointCoordinator coordinator(String folder, Map<String, String> more) {
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
    final class JobListener implements CheckpointCoordinator.Listener {
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
    static final class HoldingEnumerators implements Enumerators {
        final Set<Long> held = new TreeSet<>();

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

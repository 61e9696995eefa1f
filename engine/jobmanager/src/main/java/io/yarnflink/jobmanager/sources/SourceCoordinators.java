package io.yarnflink.jobmanager.sources;

import io.yarnflink.graph.JobVertex;
import io.yarnflink.jobmanager.checkpoints.Enumerators;
import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.jobmanager.execution.ExecutionGraph;
import io.yarnflink.jobmanager.leader.JobThreads;
import io.yarnflink.jobmanager.slots.SubtaskId;
import io.yarnflink.state.format.EnumeratorState;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.endpoint.PatientAsk;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.ReportWatermark;
import io.yarnflink.transport.protocol.SendReaderEvent;
import io.yarnflink.transport.protocol.WatermarkBound;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** All sources of one job. The JobMaster's main thread only; what enumerators decide is enqueued there. */
public final class SourceCoordinators implements Enumerators {
    private final MainThread mainThread;
    private final MainThread coordinator;
    private final ExecutionGraph executions;
    private final ClassLoader userCode;
    private final JobThreads threads;
    private final PatientAsk requests;
    private final Listener listener;
    private final Map<Integer, SourceCoordinator<?>> byVertex = new TreeMap<>();
    private final Map<SubtaskId, SplitDelivery> deliveries = new HashMap<>();
    /** Sources that read what has piled up. */
    private final Set<Integer> backlogs = new HashSet<>();

    private final Set<String> ready = new HashSet<>();
    private final Map<String, Long> requested = new HashMap<>();
    private final Map<String, Long> told = new HashMap<>();
    private final WatermarkGroups watermarks = new WatermarkGroups();
    private final Map<Long, EnumeratorSnapshots> snapshots = new TreeMap<>();

    /** Hears, on the main thread, what is in the way of a source. */
    public interface Listener {
        void enumeratorFailed(int vertex, Throwable cause);

        /** The first of the sources began to read what has piled up, or the last one has done with it. */
        void backlogChanged(boolean processing);

        /** A task that has not ended did not take its splits. */
        void splitsRefused(Execution execution, Throwable cause);
    }

    public SourceCoordinators(
            ExecutionGraph executions,
            ClassLoader userCode,
            JobThreads threads,
            PatientAsk requests,
            Listener listener) {
        this.mainThread = threads.main();
        this.coordinator = threads.coordinator();
        this.executions = executions;
        this.userCode = userCode;
        this.threads = threads;
        this.requests = requests;
        this.listener = listener;
    }

    /** Begins anew with the sources among these vertices: from what a checkpoint holds of their enumerators, if anything. */
    public void start(Set<Integer> vertices, List<EnumeratorState> restored) {
        deliveries.keySet().removeIf(reader -> vertices.contains(reader.vertex()));
        for (int vertex : vertices) {
            JobVertex jobVertex = executions.jobGraph().vertices().get(vertex);
            if (jobVertex.readsSplits()) {
                String operatorId = jobVertex.head().id().toString();
                Sender sender = new Sender();
                SourceCoordinator<?> source =
                        new SourceCoordinator<>(vertex, jobVertex, userCode, coordinator, threads.io(), sender);
                SourceCoordinator<?> before = byVertex.put(vertex, source);
                backlog(vertex, false);
                sender.current = () -> byVertex.get(vertex) == source;
                if (before != null) {
                    before.close();
                }
                source.start(restored.stream()
                        .filter(state -> state.getOperatorId().equals(operatorId))
                        .findAny());
            }
        }
    }

    @Override
    public CompletableFuture<List<EnumeratorState>> snapshot(long checkpointId) {
        EnumeratorSnapshots round = new EnumeratorSnapshots(byVertex.keySet());
        snapshots.put(checkpointId, round);
        byVertex.values().forEach(source -> source.snapshot(checkpointId));
        return round.all();
    }

    @Override
    public void acknowledged(long checkpointId, Execution task) {
        SplitDelivery delivery = deliveries.get(task.subtaskId());
        if (delivery != null) {
            delivery.release(checkpointId);
        }
    }

    @Override
    public void completed(long checkpointId) {
        over(checkpointId);
        byVertex.values().forEach(source -> source.checkpointCompleted(checkpointId));
    }

    @Override
    public void aborted(long checkpointId) {
        over(checkpointId);
        byVertex.values().forEach(source -> source.checkpointAborted(checkpointId));
    }

    private void over(long checkpointId) {
        snapshots.remove(checkpointId);
        deliveries.values().forEach(delivery -> delivery.release(checkpointId));
    }

    private void snapshotTaken(int vertex, long checkpointId, EnumeratorState state) {
        EnumeratorSnapshots round = snapshots.get(checkpointId);
        if (round != null) {
            List<SubtaskId> readers = executions.executionsOf(vertex).stream()
                    .filter(execution -> !execution.state().isTerminal())
                    .map(Execution::subtaskId)
                    .toList();
            round.add(vertex, state, readers);
            readers.forEach(reader -> delivery(reader).hold(checkpointId, () -> round.reached(reader)));
        }
    }

    /** A reader reports that it can take splits; it may do so twice. */
    public void readerReady(Execution execution, String host) {
        SourceCoordinator<?> source = byVertex.get(execution.subtaskId().vertex());
        if (source != null && ready.add(execution.id())) {
            source.readerReady(execution.subtask(), host);
        }
    }

    /** A reader asks for a split; it sends a request again, under the same number, when the answer got lost. */
    public void splitRequested(Execution execution, long sequence, String host) {
        SourceCoordinator<?> source = byVertex.get(execution.subtaskId().vertex());
        long next = requested.getOrDefault(execution.id(), 0L);
        if (source != null && sequence >= next) {
            requested.put(execution.id(), sequence + 1);
            source.splitRequested(execution.subtask(), host);
        }
    }

    /** A reader tells its enumerator something; repeated messages tell nothing new. */
    public CompletableFuture<Ack> readerEvent(SendReaderEvent message) {
        executions.find(message.getExecutionId()).ifPresent(execution -> {
            SourceCoordinator<?> source = byVertex.get(execution.subtaskId().vertex());
            if (source != null && message.getSequence() >= told.getOrDefault(execution.id(), 0L)) {
                told.put(execution.id(), message.getSequence() + 1);
                source.readerEvent(execution.subtask(), execution.attempt(), message.getEvent());
            }
        });
        return CompletableFuture.completedFuture(new Ack());
    }

    /** A source of a watermark group reports how far it has come; the answer is how far it may go. */
    public CompletableFuture<WatermarkBound> watermarkReported(ReportWatermark report) {
        long bound = executions
                .find(report.getExecutionId())
                .map(execution -> watermarks.report(execution, report))
                .orElse(Long.MAX_VALUE);
        return CompletableFuture.completedFuture(new WatermarkBound(bound));
    }

    /** Closes the enumerators, then ends the coordinator thread. */
    public void close() {
        byVertex.values().forEach(SourceCoordinator::close);
        coordinator.execute(coordinator::close);
    }

    private void backlog(int vertex, boolean processing) {
        boolean before = !backlogs.isEmpty();
        if (processing) {
            backlogs.add(vertex);
        } else {
            backlogs.remove(vertex);
        }
        if (before == backlogs.isEmpty()) {
            listener.backlogChanged(!before);
        }
    }

    private SplitDelivery delivery(SubtaskId id) {
        return deliveries.computeIfAbsent(
                id, key -> new SplitDelivery(executions.execution(key), requests, listener::splitsRefused));
    }

    /** Hops from the coordinator thread to the main thread; what an enumerator still says that was followed by another is dropped. */
    private final class Sender implements SplitSender {
        private BooleanSupplier current = () -> true;

        private void hop(Runnable news) {
            mainThread.execute(() -> {
                if (current.getAsBoolean()) {
                    news.run();
                }
            });
        }

        @Override
        public void assign(int vertex, int subtask, int version, List<ByteBuffer> splits) {
            hop(() -> delivery(new SubtaskId(vertex, subtask)).add(version, splits, false));
        }

        @Override
        public void send(int vertex, int subtask, ByteBuffer event) {
            hop(() -> delivery(new SubtaskId(vertex, subtask)).add(event));
        }

        @Override
        public void noMoreSplits(int vertex, int subtask) {
            hop(() -> delivery(new SubtaskId(vertex, subtask)).add(0, List.of(), true));
        }

        @Override
        public void snapshot(int vertex, long checkpointId, EnumeratorState state) {
            hop(() -> snapshotTaken(vertex, checkpointId, state));
        }

        @Override
        public void snapshotFailed(int vertex, long checkpointId, Throwable cause) {
            hop(() -> {
                EnumeratorSnapshots round = snapshots.get(checkpointId);
                if (round != null) {
                    round.fail(cause);
                }
            });
        }

        @Override
        public void backlog(int vertex, boolean processing) {
            hop(() -> SourceCoordinators.this.backlog(vertex, processing));
        }

        @Override
        public void enumeratorFailed(int vertex, Throwable cause) {
            hop(() -> listener.enumeratorFailed(vertex, cause));
        }
    }
}

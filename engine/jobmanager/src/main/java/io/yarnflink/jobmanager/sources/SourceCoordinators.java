package io.yarnflink.jobmanager.sources;

import io.yarnflink.graph.JobVertex;
import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.jobmanager.execution.ExecutionGraph;
import io.yarnflink.jobmanager.leader.JobThreads;
import io.yarnflink.jobmanager.slots.SubtaskId;
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

/** All sources of one job. The JobMaster's main thread only; what enumerators decide is enqueued there. */
public final class SourceCoordinators {
    private final MainThread mainThread;
    private final MainThread coordinator;
    private final ExecutionGraph executions;
    private final PatientAsk requests;
    private final Listener listener;
    private final Map<Integer, SourceCoordinator<?>> byVertex = new TreeMap<>();
    private final Map<SubtaskId, SplitDelivery> deliveries = new HashMap<>();
    private final Set<String> ready = new HashSet<>();
    private final Map<String, Long> requested = new HashMap<>();
    private final Map<String, Long> told = new HashMap<>();
    private final WatermarkGroups watermarks = new WatermarkGroups();

    /** Hears, on the main thread, what is in the way of a source. */
    public interface Listener {
        void enumeratorFailed(JobVertex source, Throwable cause);

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
        this.requests = requests;
        this.listener = listener;
        List<JobVertex> vertices = executions.jobGraph().vertices();
        for (int vertex = 0; vertex < vertices.size(); vertex++) {
            if (vertices.get(vertex).readsSplits()) {
                byVertex.put(
                        vertex,
                        new SourceCoordinator<>(
                                vertex, vertices.get(vertex), userCode, coordinator, threads.io(), new Sender()));
            }
        }
    }

    public void start() {
        byVertex.values().forEach(SourceCoordinator::start);
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

    private SplitDelivery delivery(int vertex, int subtask) {
        SubtaskId id = new SubtaskId(vertex, subtask);
        return deliveries.computeIfAbsent(
                id, key -> new SplitDelivery(executions.execution(key), requests, listener::splitsRefused));
    }

    /** Hops from the coordinator thread to the main thread. */
    private final class Sender implements SplitSender {
        @Override
        public void assign(int vertex, int subtask, int version, List<ByteBuffer> splits) {
            mainThread.execute(() -> delivery(vertex, subtask).add(version, splits, false));
        }

        @Override
        public void send(int vertex, int subtask, ByteBuffer event) {
            mainThread.execute(() -> delivery(vertex, subtask).add(event));
        }

        @Override
        public void noMoreSplits(int vertex, int subtask) {
            mainThread.execute(() -> delivery(vertex, subtask).add(0, List.of(), true));
        }

        @Override
        public void enumeratorFailed(int vertex, Throwable cause) {
            mainThread.execute(() ->
                    listener.enumeratorFailed(executions.jobGraph().vertices().get(vertex), cause));
        }
    }
}

package io.yarnflink.jobmanager.checkpoints;

import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.jobmanager.slots.SubtaskId;
import io.yarnflink.state.format.EnumeratorState;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.protocol.AcknowledgeCheckpoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One checkpoint from its beginning to its end. The JobMaster's main thread only. */
final class PendingCheckpoint {
    private final long id;
    private final CheckpointRequest request;
    private final long triggeredAt;
    private final long beganNanos;
    private final List<Execution> participants;
    private final Set<String> awaited = new HashSet<>();
    private final Map<SubtaskId, AcknowledgeCheckpoint> acknowledged = new LinkedHashMap<>();
    private final List<CheckpointFigures.Subtask> figures = new ArrayList<>();
    private final CompletableFuture<String> outcome = new CompletableFuture<>();
    private List<EnumeratorState> enumerators = List.of();
    private Phase phase = Phase.PREPARING;
    private MainThread.@Nullable Timer timer;

    /** In their order. */
    enum Phase {
        /** Enumerators are asked for their states. */
        PREPARING,
        /** Tasks take their snapshots. */
        TAKEN,
        /** It is being made durable: only the storage knows how that ends. */
        STORED,
        OVER
    }

    PendingCheckpoint(
            long id, CheckpointRequest request, long triggeredAt, long beganNanos, List<Execution> participants) {
        this.id = id;
        this.request = request;
        this.triggeredAt = triggeredAt;
        this.beganNanos = beganNanos;
        this.participants = List.copyOf(participants);
        participants.forEach(participant -> awaited.add(participant.id()));
    }

    long id() {
        return id;
    }

    CheckpointRequest request() {
        return request;
    }

    long triggeredAt() {
        return triggeredAt;
    }

    List<Execution> participants() {
        return participants;
    }

    /** Where a savepoint lies, when it is complete; whoever asked for it waits. */
    CompletableFuture<String> outcome() {
        return outcome;
    }

    Phase phase() {
        return phase;
    }

    void become(Phase next) {
        phase = next;
        if (next.compareTo(Phase.TAKEN) > 0 && timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    void limit(MainThread.Timer limit) {
        timer = limit;
    }

    /** Whether it can still be given up. */
    boolean isOpen() {
        return phase == Phase.PREPARING || phase == Phase.TAKEN;
    }

    List<EnumeratorState> enumerators() {
        return enumerators;
    }

    void prepared(List<EnumeratorState> states) {
        enumerators = states;
        phase = Phase.TAKEN;
    }

    /** Takes an acknowledgement that is awaited; a repeated one, and one of another attempt, is not. */
    boolean acknowledge(Execution execution, AcknowledgeCheckpoint message, long nowNanos) {
        if (phase != Phase.TAKEN || !awaited.remove(execution.id())) {
            return false;
        }
        acknowledged.put(execution.subtaskId(), message);
        figures.add(new CheckpointFigures.Subtask(
                execution.subtaskId().vertex(), execution.subtask(), millisTo(nowNanos), message.getFigures()));
        return true;
    }

    boolean awaits(String executionId) {
        return awaited.contains(executionId);
    }

    boolean isAcknowledged() {
        return awaited.isEmpty();
    }

    Optional<AcknowledgeCheckpoint> acknowledgement(SubtaskId subtask) {
        return Optional.ofNullable(acknowledged.get(subtask));
    }

    /** Whether this execution had done all its work when it acknowledged. */
    boolean sawEndOf(Execution execution) {
        return participants.contains(execution)
                && acknowledgement(execution.subtaskId())
                        .map(AcknowledgeCheckpoint::getEnded)
                        .orElse(false);
    }

    CheckpointFigures figures(CheckpointFigures.Status status, long nowNanos, String cause) {
        return new CheckpointFigures(
                id,
                status,
                request.isSavepoint(),
                triggeredAt,
                millisTo(nowNanos),
                participants.size(),
                figures,
                cause);
    }

    private long millisTo(long nowNanos) {
        return (nowNanos - beganNanos) / 1_000_000;
    }

    @Override
    public String toString() {
        return (request.isSavepoint() ? "savepoint " : "checkpoint ") + id;
    }
}

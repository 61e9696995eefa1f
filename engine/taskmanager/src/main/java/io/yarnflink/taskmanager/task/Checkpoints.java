package io.yarnflink.taskmanager.task;

import io.yarnflink.api.time.Clock;
import io.yarnflink.state.checkpoint.TaskSnapshot;
import io.yarnflink.taskmanager.chain.SnapshotException;
import io.yarnflink.taskmanager.chain.SnapshotRequest;
import io.yarnflink.taskmanager.exchange.Barrier;
import io.yarnflink.transport.protocol.PreparedCommit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** A running task's part in checkpoints: takes them between two records, and hears what became of them; task thread only. */
final class Checkpoints {
    private final Chain chain;
    private final TaskListener listener;
    private final Clock clock;
    /** Announced, and neither taken nor aborted. */
    private final NavigableMap<Long, CheckpointOrder> announced = new TreeMap<>();
    /** Taken, and neither completed nor aborted; whether the task had ended. */
    private final NavigableMap<Long, Boolean> taken = new TreeMap<>();

    private final Set<Long> aborted = new HashSet<>();
    private final List<PreparedCommit> prepared = new ArrayList<>();
    private long newest = Long.MIN_VALUE;
    private long lastOfJob = Long.MIN_VALUE;
    private boolean over;

    Checkpoints(Chain chain, TaskListener listener, Clock clock) {
        this.chain = chain;
        this.listener = listener;
        this.clock = clock;
    }

    /** It was announced; a task that reads from others takes it when their barriers have come. */
    void announce(CheckpointOrder order) {
        long id = order.barrier().checkpointId();
        if (aborted.remove(id) || taken.containsKey(id)) {
            return;
        }
        if (id <= newest) {
            listener.checkpointDeclined(id, "checkpoint " + newest + " was taken before it");
            return;
        }
        announced.put(id, order);
    }

    boolean isAnnounced() {
        return !announced.isEmpty();
    }

    /** Whether an announced checkpoint is to be the end of all that the source would still read. */
    boolean isToDrain() {
        for (CheckpointOrder order : announced.values()) {
            if (order.drain()) {
                return true;
            }
        }
        return false;
    }

    /** Takes what was announced, as nothing is waited for. */
    void takeAnnounced(boolean ended) {
        while (!announced.isEmpty() && !isStopped()) {
            CheckpointOrder order = announced.firstEntry().getValue();
            take(order.barrier(), ended, 0);
        }
    }

    /** All barriers of a checkpoint have come. */
    void take(Barrier barrier, long alignmentNanos) {
        take(barrier, false, alignmentNanos);
    }

    private void take(Barrier barrier, boolean ended, long alignmentNanos) {
        long id = barrier.checkpointId();
        CheckpointOrder order = announced.remove(id);
        supersedeBefore(id);
        if (id <= newest || aborted.contains(id)) {
            return;
        }
        newest = id;
        aborted.removeIf(each -> each < id);
        long start = clock.nanos();
        List<TaskSnapshot.Part> parts = new ArrayList<>();
        try {
            chain.head().duringCheckpoint(() -> {
                chain.beforeBarrier(id, prepared::add);
                if (!ended) {
                    chain.sendBarrier(barrier);
                }
                parts.addAll(chain.snapshot(new SnapshotRequest(id, barrier.timestamp(), barrier.savepoint())));
            });
        } catch (SnapshotException e) {
            listener.checkpointDeclined(id, String.valueOf(e.getMessage()));
            return;
        }
        taken.put(id, ended);
        if (barrier.last()) {
            lastOfJob = id;
        }
        boolean drained = order != null && order.drain();
        listener.checkpointTaken(new TakenCheckpoint(
                id,
                new TaskSnapshot(parts, List.of()),
                prepared,
                ended && !drained,
                alignmentNanos,
                clock.nanos() - start));
    }

    private void supersedeBefore(long id) {
        for (long each : List.copyOf(announced.headMap(id).keySet())) {
            announced.remove(each);
            listener.checkpointDeclined(each, "checkpoint " + id + " was taken before it");
        }
    }

    /** The task cannot take it now. */
    void refuse(Barrier barrier, String cause) {
        announced.remove(barrier.checkpointId());
        newest = Math.max(newest, barrier.checkpointId());
        listener.checkpointDeclined(barrier.checkpointId(), cause);
    }

    /** A checkpoint is complete, and with it what was prepared for it and for those before. */
    void completed(long id) {
        Boolean ended = taken.get(id);
        if (ended == null) {
            return;
        }
        taken.headMap(id, true).clear();
        prepared.removeIf(each -> each.getCheckpointId() <= id);
        chain.checkpointCompleted(id);
        over |= ended || id == lastOfJob;
    }

    void aborted(long id) {
        boolean known = taken.remove(id) != null;
        known |= announced.remove(id) != null;
        if (!known && id > newest) {
            // Its announcement, or its barrier, may come yet.
            aborted.add(id);
        }
        if (id == lastOfJob) {
            lastOfJob = Long.MIN_VALUE;
        }
        if (known) {
            chain.checkpointAborted(id);
        }
    }

    /** Whether nothing is to be processed now, as the job may be about to end with the last checkpoint. */
    boolean isStopped() {
        return lastOfJob != Long.MIN_VALUE;
    }

    /** Whether a checkpoint is complete after which the task has nothing to do any more. */
    boolean isOver() {
        return over;
    }
}

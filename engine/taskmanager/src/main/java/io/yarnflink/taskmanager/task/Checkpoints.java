package io.yarnflink.taskmanager.task;

import io.yarnflink.api.faults.FailPoint;
import io.yarnflink.api.time.Clock;
import io.yarnflink.state.checkpoint.TaskSnapshot;
import io.yarnflink.taskmanager.chain.SnapshotException;
import io.yarnflink.taskmanager.chain.SnapshotRequest;
import io.yarnflink.taskmanager.exchange.Barrier;
import io.yarnflink.taskmanager.exchange.TaskBarriers;
import io.yarnflink.transport.protocol.PreparedCommit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A running task's part in checkpoints: takes them between two records, and hears what became of them; task thread only. */
final class Checkpoints {
    private final Chain chain;
    private final TaskBarriers barriers;
    private final long timeoutNanos;
    private final long mostUnderWay;
    private final TaskListener listener;
    private final Clock clock;
    /** Announced, and neither taken nor aborted. */
    private final NavigableMap<Long, CheckpointOrder> announced = new TreeMap<>();
    /** Taken, and neither completed nor aborted. */
    private final NavigableMap<Long, Taken> taken = new TreeMap<>();

    private final Set<Long> aborted = new HashSet<>();
    private final List<PreparedCommit> prepared = new ArrayList<>();
    /** Taken before its barriers came, which are waited for now. */
    private @Nullable TakenCheckpoint early;

    private long newest = Long.MIN_VALUE;
    private long lastOfJob = Long.MIN_VALUE;
    /** The savepoint that the source ended for although there was more to read. */
    private long drainedFor = Long.MIN_VALUE;

    private boolean over;

    /** Whether the task had ended; {@code answered}: whether it hears when it is complete. */
    private record Taken(boolean ended, boolean answered) {
        static Taken of(Barrier barrier, boolean ended) {
            return new Taken(ended, !barrier.savepoint() || barrier.last());
        }
    }

    /**
     * {@code timeoutNanos}: how long barriers are waited for before what is under way is taken in; negative for ever. {@code
     * mostUnderWay}: of how many bytes that may be.
     */
    Checkpoints(
            Chain chain,
            TaskBarriers barriers,
            long timeoutNanos,
            long mostUnderWay,
            TaskListener listener,
            Clock clock) {
        this.chain = chain;
        this.barriers = barriers;
        this.timeoutNanos = timeoutNanos;
        this.mostUnderWay = mostUnderWay;
        this.listener = listener;
        this.clock = clock;
    }

    /** It was announced; a task that reads from others takes it when their barriers have come. */
    void announce(CheckpointOrder order) {
        long id = order.barrier().checkpointId();
        if (aborted.remove(id) || taken.containsKey(id) || isEarly(id)) {
            return;
        }
        if (id <= newest) {
            listener.checkpointDeclined(id, "checkpoint " + newest + " was taken before it");
            return;
        }
        if (drainedFor != Long.MIN_VALUE && !order.drain()) {
            // Whoever went on from it would never read what is left.
            listener.checkpointDeclined(id, "the source has ended early for savepoint " + drainedFor);
            return;
        }
        announced.put(id, order);
    }

    boolean isAnnounced() {
        return !announced.isEmpty();
    }

    /** Whether the source is to end now, as an announced checkpoint is to be the end of all that it would still read. */
    boolean beginsToDrain() {
        for (CheckpointOrder order : announced.values()) {
            if (order.drain()) {
                drainedFor = order.barrier().checkpointId();
                return true;
            }
        }
        return false;
    }

    /** Takes what was announced, as nothing is waited for; what the source is to end before only when it has {@code ended}. */
    void takeAnnounced(boolean ended) {
        while (!announced.isEmpty() && !isStopped()) {
            CheckpointOrder order = announced.firstEntry().getValue();
            if (order.drain() && !ended) {
                return;
            }
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
        boolean drained = order != null
                && order.drain()
                && (id == drainedFor || !chain.head().isSource());
        long start = clock.nanos();
        List<TaskSnapshot.Part> parts = parts(barrier, ended);
        if (parts != null) {
            taken.put(id, Taken.of(barrier, ended));
            if (barrier.last()) {
                lastOfJob = id;
            }
            listener.checkpointTaken(new TakenCheckpoint(
                    id,
                    new TaskSnapshot(parts, List.of()),
                    prepared,
                    ended && !drained,
                    alignmentNanos,
                    clock.nanos() - start));
        }
    }

    /** What the operators are now, with the barrier on its way; null when that cannot be written. */
    private @Nullable List<TaskSnapshot.Part> parts(Barrier barrier, boolean ended) {
        long id = barrier.checkpointId();
        newest = id;
        aborted.removeIf(each -> each < id);
        List<TaskSnapshot.Part> parts = new ArrayList<>();
        try {
            chain.head().duringCheckpoint(() -> {
                chain.beforeBarrier(id, prepared::add);
                if (!ended) {
                    chain.sendBarrier(barrier);
                }
                FailPoint.hit("T7");
                parts.addAll(chain.snapshot(new SnapshotRequest(id, barrier.timestamp(), barrier.savepoint())));
            });
        } catch (SnapshotException e) {
            listener.checkpointDeclined(id, String.valueOf(e.getMessage()));
            return null;
        }
        return parts;
    }

    /** When the next checkpoint is taken whatever barriers are missing; {@code Long.MAX_VALUE} for never. */
    long earlyAtNanos() {
        Barrier waiting = waiting();
        return waiting == null ? Long.MAX_VALUE : waitingSince(waiting) + timeoutNanos;
    }

    private @Nullable Barrier waiting() {
        if (timeoutNanos < 0 || chain.head().isSource() || barriers.early() != null || !barriers.isOpen()) {
            return null;
        }
        Barrier waiting = barriers.aligning();
        if (waiting == null && !announced.isEmpty()) {
            waiting = announced.firstEntry().getValue().barrier();
        }
        // Savepoints can be restored with another parallelism, what is under way cannot.
        return waiting == null || waiting.savepoint() || waiting.last() ? null : waiting;
    }

    private long waitingSince(Barrier barrier) {
        CheckpointOrder order = announced.get(barrier.checkpointId());
        Barrier aligning = barriers.aligning();
        long since = order == null ? Long.MAX_VALUE : order.atNanos();
        return barrier.equals(aligning) ? Math.min(since, barriers.aligningSince()) : since;
    }

    /** Takes what has waited for its barriers for too long, and what is before them becomes part of it. */
    void takeEarly() {
        Barrier barrier = waiting();
        if (barrier == null || !chain.head().refusal().isEmpty()) {
            return;
        }
        long id = barrier.checkpointId();
        long waited = clock.nanos() - waitingSince(barrier);
        announced.remove(id);
        supersedeBefore(id);
        if (id <= newest || aborted.contains(id)) {
            barriers.abort(id);
            return;
        }
        long start = clock.nanos();
        List<TaskSnapshot.Part> parts = parts(barrier, false);
        if (parts == null) {
            barriers.abort(id);
            return;
        }
        early = new TakenCheckpoint(
                id, new TaskSnapshot(parts, List.of()), prepared, false, waited, clock.nanos() - start);
        if (!barriers.takeEarly(barrier)) {
            dropEarly(id);
            listener.checkpointDeclined(id, "barriers of a later checkpoint have come");
        }
    }

    /** Hands over what was taken early, once all that was under way is known. */
    void finishEarly() {
        TakenCheckpoint complete = early;
        if (complete == null) {
            return;
        }
        if (barriers.kept() > mostUnderWay) {
            barriers.abort(complete.checkpointId());
            dropEarly(complete.checkpointId());
            listener.checkpointDeclined(
                    complete.checkpointId(),
                    "more than " + mostUnderWay + " bytes are under way to the task;"
                            + " execution.checkpointing.unaligned.max-in-flight-size is the bound");
        } else if (barriers.isEarlyComplete()) {
            early = null;
            taken.put(complete.checkpointId(), new Taken(false, true));
            listener.checkpointTaken(complete.with(channels(barriers.endEarly())));
        }
    }

    private static List<TaskSnapshot.ChannelPart> channels(List<Map<Integer, byte[]>> underWay) {
        List<TaskSnapshot.ChannelPart> channels = new ArrayList<>();
        for (int input = 0; input < underWay.size(); input++) {
            int ofInput = input;
            underWay.get(input)
                    .forEach((channel, bytes) -> channels.add(new TaskSnapshot.ChannelPart(ofInput, channel, bytes)));
        }
        return channels;
    }

    private boolean isEarly(long id) {
        return early != null && early.checkpointId() == id;
    }

    private boolean dropEarly(long id) {
        TakenCheckpoint dropped = early;
        if (dropped == null || dropped.checkpointId() != id) {
            return false;
        }
        early = null;
        dropped.snapshot().operators().forEach(part -> part.snapshot().keyed().discard());
        return true;
    }

    /** The task is over: lets go of what was taken and not handed over. */
    void close() {
        if (early != null) {
            dropEarly(early.checkpointId());
        }
    }

    /** Some of its barriers came, and then one of a later checkpoint. */
    void superseded(long id) {
        announced.remove(id);
        dropEarly(id);
        listener.checkpointDeclined(id, "a barrier of a later checkpoint came before all of its own");
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
        Taken known = taken.get(id);
        if (known == null) {
            return;
        }
        taken.headMap(id, true).clear();
        prepared.removeIf(each -> each.getCheckpointId() <= id);
        chain.checkpointCompleted(id);
        over |= known.ended() || id == lastOfJob;
    }

    void aborted(long id) {
        if (id == drainedFor) {
            throw new IllegalStateException("Savepoint " + id + ", for which the source ended early, was not taken:"
                    + " the source has to go on from the latest checkpoint");
        }
        boolean known = taken.remove(id) != null;
        known |= announced.remove(id) != null;
        known |= dropEarly(id);
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

    /** Whether nothing that was taken is still to be complete or aborted. */
    boolean isSettled() {
        return taken.values().stream().noneMatch(Taken::answered);
    }

    /** What was prepared for checkpoints and is not committed with one. */
    List<PreparedCommit> uncommitted() {
        return List.copyOf(prepared);
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

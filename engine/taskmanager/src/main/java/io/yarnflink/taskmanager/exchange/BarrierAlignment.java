package io.yarnflink.taskmanager.exchange;

import io.yarnflink.api.faults.FailPoint;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells when the barriers of a checkpoint have come from all channels of a task that are still open. Exactly-once: a
 * channel is blocked from its barrier on until the others have come, so that there is one checkpoint at a time, and a newer
 * one takes its place, beside one that was taken early. Otherwise nothing is blocked, and several may be under way. What
 * is behind the newest checkpoint taken, or was aborted, is ignored. One thread.
 */
public final class BarrierAlignment {
    /** Barriers are not late by so many checkpoints. */
    private static final int MOST_ABORTED = 100;

    private final boolean exactlyOnce;
    private final Listener listener;
    private final SortedMap<Long, Pending> pending = new TreeMap<>();
    private final SortedSet<Long> aborted = new TreeSet<>();
    private final BitSet open = new BitSet();
    private int channels;
    /** Barriers up to this one mean nothing, unless their checkpoint is pending. */
    private long newest = Long.MIN_VALUE;

    /** Hears what follows for channels, and of checkpoints that will not be taken. */
    public interface Listener {
        /** No channel is blocked any more. */
        void released();

        /** Barriers of it have come, but not all: a newer one has taken its place. */
        void superseded(long checkpointId);
    }

    /** A checkpoint some of whose barriers have come, or that is taken without waiting for them. */
    private static final class Pending {
        private final Barrier barrier;
        private final BitSet arrived = new BitSet();
        /** Whether it was taken before all barriers came. */
        private boolean takenEarly;

        Pending(Barrier barrier) {
            this.barrier = barrier;
        }
    }

    public BarrierAlignment(boolean exactlyOnce, Listener listener) {
        this.exactlyOnce = exactlyOnce;
        this.listener = listener;
    }

    /** Adds channels, before the first barrier; gives the number of the first. */
    public int add(int count) {
        int first = channels;
        channels += count;
        open.set(first, channels);
        return first;
    }

    /** A barrier came; the checkpoint that is complete by it, if one is. */
    public @Nullable Barrier arrived(int channel, Barrier barrier) {
        Pending checkpoint = pending(barrier);
        if (checkpoint == null) {
            return null;
        }
        checkpoint.arrived.set(channel);
        if (completed(checkpoint)) {
            return barrier;
        }
        FailPoint.hit("T6");
        return null;
    }

    /** A channel ended, which counts as its barriers; the oldest checkpoint that is complete by it, if one is still. */
    public @Nullable Barrier ended(int channel) {
        open.clear(channel);
        for (Pending each : List.copyOf(pending.values())) {
            if (completed(each)) {
                return each.barrier;
            }
        }
        return null;
    }

    /**
     * The checkpoint is taken now, whatever barriers are still to come; those tell what of their channels was under way.
     * False when it is not to be taken so: it was taken already, aborted or superseded, or nothing comes any more.
     */
    public boolean takeEarly(Barrier barrier) {
        Pending checkpoint = open.isEmpty() ? null : pending(barrier);
        if (checkpoint == null || checkpoint.takenEarly) {
            return false;
        }
        checkpoint.takenEarly = true;
        listener.released();
        return true;
    }

    /** The checkpoint that was taken early and whose barriers are still to come; null when there is none. */
    @Nullable
    Barrier early() {
        for (Pending each : pending.values()) {
            if (each.takenEarly) {
                return each.barrier;
            }
        }
        return null;
    }

    boolean isOpen() {
        return !open.isEmpty();
    }

    /** The checkpoint that the barrier belongs to; null when it is of no use any more. */
    private @Nullable Pending pending(Barrier barrier) {
        long id = barrier.checkpointId();
        Pending known = pending.get(id);
        if (known != null || id <= newest || aborted.contains(id)) {
            return known;
        }
        if (exactlyOnce) {
            // Channels that were blocked for an older one have moved on; none is for one that was taken early.
            newest = id - 1;
            supersede(pending.values().stream().filter(each -> !each.takenEarly).toList());
        }
        Pending begun = new Pending(barrier);
        pending.put(id, begun);
        return begun;
    }

    private boolean completed(Pending checkpoint) {
        BitSet missing = (BitSet) open.clone();
        missing.andNot(checkpoint.arrived);
        if (!missing.isEmpty()) {
            return false;
        }
        long id = checkpoint.barrier.checkpointId();
        pending.remove(id);
        newest = Math.max(newest, id);
        supersede(List.copyOf(pending.headMap(id).values()));
        aborted.removeIf(each -> each <= id);
        listener.released();
        return true;
    }

    private void supersede(List<Pending> older) {
        pending.values().removeAll(older);
        if (!older.isEmpty()) {
            listener.released();
            older.forEach(each -> listener.superseded(each.barrier.checkpointId()));
        }
    }

    /** The checkpoint was aborted: nothing waits for it, and its barriers that still come mean nothing. */
    public void abort(long checkpointId) {
        if (checkpointId > newest) {
            aborted.add(checkpointId);
            if (aborted.size() > MOST_ABORTED) {
                long oldest = aborted.first();
                newest = Math.max(newest, oldest);
                aborted.remove(oldest);
            }
        }
        if (pending.remove(checkpointId) != null) {
            listener.released();
        }
    }

    /** Whether what comes through the channel has to wait. */
    public boolean isBlocked(int channel) {
        if (!exactlyOnce) {
            return false;
        }
        for (Pending each : pending.values()) {
            if (!each.takenEarly && each.arrived.get(channel)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the channel's barrier is waited for though the checkpoint was taken. */
    public boolean isUnderWay(int channel) {
        for (Pending each : pending.values()) {
            if (each.takenEarly && open.get(channel) && !each.arrived.get(channel)) {
                return true;
            }
        }
        return false;
    }

    /** The checkpoint that barriers have come of, but not all, and that was not taken either; null when there is none. */
    public @Nullable Barrier aligning() {
        for (Pending each : pending.values()) {
            if (!each.takenEarly) {
                return each.barrier;
            }
        }
        return null;
    }
}

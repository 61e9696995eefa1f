package io.yarnflink.taskmanager.exchange;

import io.yarnflink.api.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The barriers of all channels of a task, whatever input they belong to; task thread only. */
public final class TaskBarriers implements BarrierAlignment.Listener {
    private final BarrierAlignment alignment;
    private final Clock clock;
    private final LongConsumer superseded;
    private final List<InputGate> gates = new ArrayList<>();
    private @Nullable Barrier early;
    private boolean earlyIsComplete;
    private boolean aligning;
    private long aligningSince;
    private long alignmentNanos;

    /** {@code superseded} hears of checkpoints some of whose barriers came, and that will not be taken. */
    public TaskBarriers(boolean exactlyOnce, Clock clock, LongConsumer superseded) {
        alignment = new BarrierAlignment(exactlyOnce, this);
        this.clock = clock;
        this.superseded = superseded;
    }

    int add(InputGate gate, int channels) {
        gates.add(gate);
        return alignment.add(channels);
    }

    @Nullable
    Barrier arrived(int channel, Barrier barrier) {
        return aligned(alignment.arrived(channel, barrier));
    }

    /** Several may be complete by the end of a channel: the next one that is to be taken, if one is. */
    @Nullable
    Barrier ended(int channel) {
        Barrier complete = alignment.ended(channel);
        while (complete != null && aligned(complete) == null) {
            complete = alignment.ended(channel);
        }
        if (complete == null) {
            measure();
        }
        return complete;
    }

    /** A checkpoint whose barriers have all come is to be taken, unless it was. */
    private @Nullable Barrier aligned(@Nullable Barrier complete) {
        measure();
        if (complete != null && complete.equals(early)) {
            earlyIsComplete = true;
            return null;
        }
        return complete;
    }

    boolean isBlocked(int channel) {
        return alignment.isBlocked(channel);
    }

    /** The checkpoint some of whose barriers have come, or null; and since when it is waited for the others. */
    public @Nullable Barrier aligning() {
        return alignment.aligning();
    }

    public long aligningSince() {
        return aligningSince;
    }

    /** Whether anything may come still. */
    public boolean isOpen() {
        return alignment.isOpen();
    }

    /**
     * The checkpoint was taken without waiting for its barriers: all that is before them is part of it. False when it is of
     * no use any more.
     */
    public boolean takeEarly(Barrier barrier) {
        if (!alignment.takeEarly(barrier)) {
            return false;
        }
        early = alignment.early();
        measure();
        gates.forEach(gate -> gate.beginDraining(barrier));
        return true;
    }

    /** The checkpoint that was taken before its barriers came; null when there is none. */
    public @Nullable Barrier early() {
        return early;
    }

    boolean isUnderWay(int channel) {
        return alignment.isUnderWay(channel);
    }

    /** Whether the barriers of the checkpoint that was taken early have all come. */
    public boolean isEarlyComplete() {
        return earlyIsComplete;
    }

    /** Whether more of what is under way can be taken in at once. */
    public boolean hasMoreToDrain() {
        return gates.stream().anyMatch(InputGate::hasMoreToDrain);
    }

    /** How many bytes were under way so far. */
    public long kept() {
        return gates.stream().mapToLong(InputGate::kept).sum();
    }

    /** What was under way, by input and channel; nothing more is part of the checkpoint that was taken early. */
    public List<Map<Integer, byte[]>> endEarly() {
        early = null;
        earlyIsComplete = false;
        return gates.stream().map(InputGate::endDraining).toList();
    }

    private void forgetEarly(long checkpointId) {
        if (early != null && early.checkpointId() == checkpointId) {
            endEarly();
        }
    }

    /** The checkpoint was aborted: nothing waits for it any more. */
    public void abort(long checkpointId) {
        forgetEarly(checkpointId);
        alignment.abort(checkpointId);
        measure();
    }

    private void measure() {
        boolean now = alignment.aligning() != null;
        if (now && !aligning) {
            aligningSince = clock.nanos();
        } else if (aligning && !now) {
            alignmentNanos = clock.nanos() - aligningSince;
        } else if (!now) {
            alignmentNanos = 0;
        }
        aligning = now;
    }

    /** How long the barriers of the checkpoint that was complete last had to wait for each other. */
    public long alignmentNanos() {
        return alignmentNanos;
    }

    @Override
    public void released() {
        gates.forEach(InputGate::released);
    }

    @Override
    public void superseded(long checkpointId) {
        forgetEarly(checkpointId);
        superseded.accept(checkpointId);
    }
}

package io.yarnflink.taskmanager.exchange;

import io.yarnflink.api.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The barriers of all channels of a task, whatever input they belong to; task thread only. */
public final class TaskBarriers implements BarrierAlignment.Listener {
    private final BarrierAlignment alignment;
    private final Clock clock;
    private final LongConsumer superseded;
    private final List<InputGate> gates = new ArrayList<>();
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
        Barrier complete = alignment.arrived(channel, barrier);
        measure();
        return complete;
    }

    @Nullable
    Barrier ended(int channel) {
        Barrier complete = alignment.ended(channel);
        measure();
        return complete;
    }

    boolean isBlocked(int channel) {
        return alignment.isBlocked(channel);
    }

    /** The checkpoint was aborted: nothing waits for it any more. */
    public void abort(long checkpointId) {
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
        superseded.accept(checkpointId);
    }
}

package io.yarnflink.taskmanager.exchange;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All channels of an input as one: polled in turn, with their combined time and barriers; task thread only. */
public final class InputGate {
    private static final int NONE = -1;

    private final InputChannel[] channels;
    private final boolean[] ended;
    /** Not polled: those that ended, and those that wait for the barriers of others. */
    private final boolean[] silent;

    private final CombinedTime time;
    private final TaskBarriers barriers;
    /** The number of this gate's first channel among all of the task. */
    private final int firstChannel;
    /** A status that follows what was given last. */
    private @Nullable Element following;

    /** The channel whose end is still to be told, after the checkpoint that it completed. */
    private int ending = NONE;

    /** Whether what is under way in some channels is part of a checkpoint that was taken. */
    private boolean draining;

    private int open;
    private int next;

    public InputGate(List<InputChannel> channels, TaskBarriers barriers) {
        this.channels = channels.toArray(new InputChannel[0]);
        this.barriers = barriers;
        open = channels.size();
        ended = new boolean[open];
        silent = new boolean[open];
        time = new CombinedTime(open);
        firstChannel = barriers.add(this, open);
    }

    /**
     * The next batch, the next watermark or status of all channels together, a barrier when those of all inputs have come,
     * or the end when all channels have ended; null when there is nothing now.
     */
    public @Nullable Element poll() {
        if (draining) {
            drain();
        }
        Element pending = following;
        if (pending != null) {
            following = null;
            return pending;
        }
        if (ending != NONE) {
            int channel = ending;
            ending = NONE;
            Element combined = control(channel, EndOfInput.INSTANCE);
            if (combined != null) {
                return combined;
            }
        }
        if (open == 0) {
            return EndOfInput.INSTANCE;
        }
        for (int tried = 0; tried < channels.length; tried++) {
            int current = next;
            next = current + 1 == channels.length ? 0 : current + 1;
            Element element = silent[current] ? null : channels[current].poll();
            if (element instanceof RecordBatch batch) {
                return batch;
            }
            if (element != null) {
                Element combined = control(current, element);
                if (combined != null) {
                    return combined;
                }
                // The same channel may have more, and the others have not been asked.
                tried = -1;
            }
        }
        return null;
    }

    public long bytes() {
        long bytes = 0;
        for (InputChannel channel : channels) {
            bytes += channel.bytes();
        }
        return bytes;
    }

    /** What an element other than records means for all; null when that is nothing yet. */
    private @Nullable Element control(int channel, Element element) {
        if (element instanceof Barrier barrier) {
            Barrier complete = barriers.arrived(firstChannel + channel, barrier);
            silence(channel);
            return complete;
        }
        if (element == EndOfInput.INSTANCE) {
            Barrier complete = barriers.ended(firstChannel + channel);
            if (complete != null) {
                // What operators make of the end comes after the checkpoint: they will hear of the end again.
                ending = channel;
                silence(channel);
                return complete;
            }
        }
        return combined(channel, element);
    }

    /** Looks anew which channels have to wait. */
    void released() {
        for (int channel = 0; channel < channels.length; channel++) {
            silence(channel);
        }
    }

    private void silence(int channel) {
        silent[channel] = ended[channel] || channel == ending || barriers.isBlocked(firstChannel + channel);
    }

    /** These come first in a channel: they were under way to the task when its snapshot was taken. */
    public void resume(int channel, byte[] underWay) throws IOException {
        if (channel >= channels.length) {
            throw new IOException("records were under way in channel " + channel + " of an input that has "
                    + channels.length + " channels now; restore with the old parallelism");
        }
        InputChannel resumed = channels[channel];
        channels[channel] = new DrainedChannel(resumed, resumed.codec().read(underWay));
    }

    /** What comes through channels whose barrier is missing is part of the checkpoint that was taken. */
    void beginDraining(Barrier barrier) {
        for (int channel = 0; channel < channels.length; channel++) {
            if (!ended[channel] && barriers.isUnderWay(firstChannel + channel)) {
                DrainedChannel drained = channels[channel] instanceof DrainedChannel again
                        ? again
                        : new DrainedChannel(channels[channel], List.of());
                channels[channel] = drained;
                drained(channel, drained.begin(barrier.checkpointId()));
            }
        }
        draining = true;
        drain();
    }

    private void drain() {
        Barrier early = barriers.early();
        for (int channel = 0; early != null && channel < channels.length; channel++) {
            if (channels[channel] instanceof DrainedChannel drained) {
                drained(channel, drained.drain(early.checkpointId()));
            }
        }
    }

    /** The end counts as the barrier of this checkpoint; for those that follow it is still to come. */
    private void drained(int channel, @Nullable Element last) {
        Barrier early = barriers.early();
        if (last != null && early != null) {
            barriers.arrived(firstChannel + channel, early);
        }
    }

    /** Whether more is to be drained at once, though nothing may be left to be polled. */
    boolean hasMoreToDrain() {
        for (InputChannel channel : channels) {
            if (channel instanceof DrainedChannel drained && drained.hasMore()) {
                return true;
            }
        }
        return false;
    }

    long kept() {
        long bytes = 0;
        for (InputChannel channel : channels) {
            bytes += channel instanceof DrainedChannel drained ? drained.kept() : 0;
        }
        return bytes;
    }

    /** Nothing more belongs to the checkpoint; what did, by channel. */
    Map<Integer, byte[]> endDraining() {
        draining = false;
        Map<Integer, byte[]> underWay = new TreeMap<>();
        for (int channel = 0; channel < channels.length; channel++) {
            byte[] bytes = channels[channel] instanceof DrainedChannel drained ? drained.end() : new byte[0];
            if (bytes.length > 0) {
                underWay.put(channel, bytes);
            }
        }
        return underWay;
    }

    /** What a control element of one channel means for all; null when it changes nothing. */
    private @Nullable Element combined(int channel, Element element) {
        boolean idleBefore = time.allIdle();
        Element watermark = risen(take(channel, element));
        if (open == 0) {
            return watermark == null ? EndOfInput.INSTANCE : watermark;
        }
        if (time.allIdle() == idleBefore) {
            return watermark;
        }
        WatermarkStatus status = idleBefore ? WatermarkStatus.ACTIVE : WatermarkStatus.IDLE;
        following = watermark == null ? null : status;
        return watermark == null ? status : watermark;
    }

    /** True when the combined watermark rose. */
    private boolean take(int channel, Element element) {
        if (element instanceof Watermark reached) {
            return time.reach(channel, reached.timestamp());
        }
        if (element instanceof WatermarkStatus status) {
            return time.status(channel, status);
        }
        ended[channel] = true;
        silent[channel] = true;
        open--;
        return time.end(channel);
    }

    private @Nullable Element risen(boolean rose) {
        return rose ? new Watermark(time.watermark()) : null;
    }
}

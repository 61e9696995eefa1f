package io.yarnflink.taskmanager.exchange;

import java.util.List;
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
        Element pending = following;
        if (pending != null) {
            following = null;
            return pending;
        }
        if (ending != NONE) {
            int channel = ending;
            ending = NONE;
            Element combined = combined(channel, EndOfInput.INSTANCE);
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

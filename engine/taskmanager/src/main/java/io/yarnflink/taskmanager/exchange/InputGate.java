package io.yarnflink.taskmanager.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All channels of an input as one: polled in turn, with their combined time; task thread only. */
public final class InputGate {
    private final InputChannel[] channels;
    private final boolean[] ended;
    private final CombinedTime time;
    /** A status that follows what was given last. */
    private @Nullable Element following;

    private int open;
    private int next;

    public InputGate(List<InputChannel> channels) {
        this.channels = channels.toArray(new InputChannel[0]);
        open = channels.size();
        ended = new boolean[open];
        time = new CombinedTime(open);
    }

    /**
     * The next batch, the next watermark or status of all channels together, or the end when all have ended; null when
     * there is nothing now.
     */
    public @Nullable Element poll() {
        Element pending = following;
        if (pending != null) {
            following = null;
            return pending;
        }
        if (open == 0) {
            return EndOfInput.INSTANCE;
        }
        for (int tried = 0; tried < channels.length; tried++) {
            int current = next;
            next = current + 1 == channels.length ? 0 : current + 1;
            Element element = ended[current] ? null : channels[current].poll();
            if (element instanceof RecordBatch batch) {
                return batch;
            }
            if (element != null) {
                Element combined = combined(current, element);
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
        open--;
        return time.end(channel);
    }

    private @Nullable Element risen(boolean rose) {
        return rose ? new Watermark(time.watermark()) : null;
    }
}

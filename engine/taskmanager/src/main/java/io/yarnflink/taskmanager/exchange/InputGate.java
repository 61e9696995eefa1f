package io.yarnflink.taskmanager.exchange;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All channels of an input as one: polled in turn, with the least of their watermarks; task thread only. */
public final class InputGate {
    private final InputChannel[] channels;
    private final long[] watermarks;
    private final boolean[] ended;
    private long watermark = Long.MIN_VALUE;
    private int open;
    private int next;

    public InputGate(List<InputChannel> channels) {
        this.channels = channels.toArray(new InputChannel[0]);
        open = channels.size();
        ended = new boolean[open];
        watermarks = new long[open];
        Arrays.fill(watermarks, Long.MIN_VALUE);
    }

    /**
     * The next batch, the next watermark of all channels together, or the end when all have ended; null when there is
     * nothing now.
     */
    public @Nullable Element poll() {
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
            if (element instanceof Watermark reached) {
                if (raise(current, reached.timestamp())) {
                    return new Watermark(watermark);
                }
                // The same channel may have more, and the others have not been asked.
                tried = -1;
            }
            if (element == EndOfInput.INSTANCE) {
                return end(current);
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

    private boolean raise(int channel, long timestamp) {
        watermarks[channel] = Math.max(watermarks[channel], timestamp);
        long least = Long.MAX_VALUE;
        for (long each : watermarks) {
            least = Math.min(least, each);
        }
        if (least <= watermark) {
            return false;
        }
        watermark = least;
        return true;
    }

    /** An ended channel holds no watermark back; the end itself comes when all channels have ended. */
    private @Nullable Element end(int channel) {
        ended[channel] = true;
        open--;
        return raise(channel, Long.MAX_VALUE) ? new Watermark(watermark) : poll();
    }
}

package io.yarnflink.api.eventtime;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says that no record with a timestamp up to this one is expected any more. */
public final class Watermark implements Serializable {
    /** The end of time: no record follows. */
    public static final Watermark MAX_WATERMARK = new Watermark(Long.MAX_VALUE);

    /** Before the first watermark. */
    public static final Watermark UNINITIALIZED = new Watermark(Long.MIN_VALUE);

    private final long timestamp;

    public Watermark(long timestamp) {
        this.timestamp = timestamp;
    }

    /** In milliseconds since the epoch. */
    public long getTimestamp() {
        return timestamp;
    }

    /** The timestamp for people, in UTC. */
    public String getFormattedTimestamp() {
        return Instant.ofEpochMilli(timestamp).toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Watermark that && timestamp == that.timestamp;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(timestamp);
    }

    @Override
    public String toString() {
        return "Watermark @ " + timestamp + " (" + getFormattedTimestamp() + ")";
    }
}

package io.yarnflink.api.windowing.evictors;

/** A record in a window, with its timestamp if it has one. */
public class TimestampedValue<T> {
    private final T value;
    private final long timestamp;
    private final boolean hasTimestamp;

    public TimestampedValue(T value) {
        this.value = value;
        timestamp = 0;
        hasTimestamp = false;
    }

    public TimestampedValue(T value, long timestamp) {
        this.value = value;
        this.timestamp = timestamp;
        hasTimestamp = true;
    }

    public T getValue() {
        return value;
    }

    public long getTimestamp() {
        if (!hasTimestamp) {
            throw new IllegalStateException("The record has no timestamp. Is the watermark strategy missing?");
        }
        return timestamp;
    }

    public boolean hasTimestamp() {
        return hasTimestamp;
    }
}

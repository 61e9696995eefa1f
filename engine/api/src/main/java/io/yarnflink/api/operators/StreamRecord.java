package io.yarnflink.api.operators;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value on its way, with its timestamp if it has one. */
public final class StreamRecord<T> {
    private static final long NO_TIMESTAMP = Long.MIN_VALUE;

    private T value;
    private long timestamp;

    /** A record without a timestamp. */
    public StreamRecord(T value) {
        this(value, NO_TIMESTAMP);
    }

    /** {@code Long.MIN_VALUE} means no timestamp. */
    public StreamRecord(T value, long timestamp) {
        this.value = value;
        this.timestamp = timestamp;
    }

    public T getValue() {
        return value;
    }

    /** {@code Long.MIN_VALUE} when there is none. */
    public long getTimestamp() {
        return timestamp;
    }

    public boolean hasTimestamp() {
        return timestamp != NO_TIMESTAMP;
    }

    /** Puts another value into this record, which keeps its timestamp. */
    @SuppressWarnings("unchecked") // From here on it is a record of the other type.
    public <X> StreamRecord<X> replace(X element) {
        value = (T) element;
        return (StreamRecord<X>) this;
    }

    /** Makes this another record. */
    public <X> StreamRecord<X> replace(X element, long newTimestamp) {
        timestamp = newTimestamp;
        return replace(element);
    }

    public void setTimestamp(long timestamp) {
        this.timestamp = timestamp;
    }

    public void eraseTimestamp() {
        timestamp = NO_TIMESTAMP;
    }

    /** A record of its own with this timestamp. */
    public StreamRecord<T> copy(T valueCopy) {
        return new StreamRecord<>(valueCopy, timestamp);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StreamRecord<?> that
                && timestamp == that.timestamp
                && Objects.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(value) + Long.hashCode(timestamp);
    }

    @Override
    public String toString() {
        return "Record @ " + (hasTimestamp() ? timestamp : "(undef)") + " : " + value;
    }
}

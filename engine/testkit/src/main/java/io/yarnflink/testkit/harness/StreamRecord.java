package io.yarnflink.testkit.harness;

import io.yarnflink.taskmanager.exchange.RecordBatch;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value on its way, with its timestamp if it has one. */
public final class StreamRecord<T> {
    private final T value;
    private final long timestamp;

    /** A record without a timestamp. */
    public StreamRecord(T value) {
        this(value, RecordBatch.NO_TIMESTAMP);
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
        return timestamp != RecordBatch.NO_TIMESTAMP;
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

package io.yarnflink.taskmanager.exchange;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Records with a lane of timestamps and one of key hashes; a lane is there only when a record needed it. Built by one
 * thread, handed over whole, then read by another.
 */
public final class RecordBatch implements Element {
    /** The timestamp of a record that has none. */
    public static final long NO_TIMESTAMP = Long.MIN_VALUE;

    private @Nullable Object[] values;
    private long @Nullable [] timestamps;
    private int @Nullable [] keyHashes;
    private int size;
    private long estimatedBytes;

    public RecordBatch(int expectedRecords, boolean keyed) {
        values = new @Nullable Object[expectedRecords];
        keyHashes = keyed ? new int[expectedRecords] : null;
    }

    public int size() {
        return size;
    }

    /** What the records take, as far as somebody who hands them over by reference has estimated it. */
    public long estimatedBytes() {
        return estimatedBytes;
    }

    public void addEstimatedBytes(long bytes) {
        estimatedBytes += bytes;
    }

    /** The value as the program emitted it, null if it emitted null. */
    @SuppressWarnings("NullAway") // Null is for the functions to judge that get it.
    public Object value(int index) {
        return values[index];
    }

    public long timestamp(int index) {
        return timestamps == null ? NO_TIMESTAMP : timestamps[index];
    }

    public boolean hasTimestamps() {
        return timestamps != null;
    }

    /** Whether records carry their keys' hashes. */
    public boolean isKeyed() {
        return keyHashes != null;
    }

    public int keyHash(int index) {
        if (keyHashes == null) {
            throw new IllegalStateException("the records of this batch carry no key hashes");
        }
        return keyHashes[index];
    }

    /** Adds a record; {@code keyHash} counts only in a keyed batch. */
    public void add(@Nullable Object value, long timestamp, int keyHash) {
        if (size == values.length) {
            grow();
        }
        values[size] = value;
        if (keyHashes != null) {
            keyHashes[size] = keyHash;
        }
        if (timestamp != NO_TIMESTAMP && timestamps == null) {
            timestamps = new long[values.length];
            Arrays.fill(timestamps, 0, size, NO_TIMESTAMP);
        }
        if (timestamps != null) {
            timestamps[size] = timestamp;
        }
        size++;
    }

    private void grow() {
        int capacity = values.length * 4;
        values = Arrays.copyOf(values, capacity);
        if (timestamps != null) {
            timestamps = Arrays.copyOf(timestamps, capacity);
        }
        if (keyHashes != null) {
            keyHashes = Arrays.copyOf(keyHashes, capacity);
        }
    }
}

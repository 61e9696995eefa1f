package io.yarnflink.taskmanager.operators.legacy;

import io.yarnflink.taskmanager.exchange.TaskCanceledException;
import io.yarnflink.taskmanager.exchange.Wakeup;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Brings what a source's thread emits to its task's thread, in order; a source that is ahead by too much waits. Two
 * batches take turns: one fills while the task reads the other.
 */
final class Handover {
    private static final int CAPACITY = 1024;

    private final Wakeup wakeup;
    private Batch filling = new Batch();
    private Batch spare = new Batch();
    private boolean bounded = true;
    private boolean ended;
    private boolean closed;
    private @Nullable Throwable failure;

    /** What was emitted, with its timestamps; task thread only once it is taken. */
    static final class Batch {
        private Object[] values = new Object[CAPACITY];
        private long[] timestamps = new long[CAPACITY];
        private int size;

        int size() {
            return size;
        }

        Object value(int index) {
            return values[index];
        }

        long timestamp(int index) {
            return timestamps[index];
        }

        private void add(Object value, long timestamp) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
                timestamps = Arrays.copyOf(timestamps, size * 2);
            }
            values[size] = value;
            timestamps[size] = timestamp;
            size++;
        }

        private void clear() {
            Arrays.fill(values, 0, size, null);
            size = 0;
        }
    }

    /** Stands in the place of a record for a watermark, which is its timestamp. */
    static final Object WATERMARK = new Object();

    /** Stands in the place of a record where the source falls idle. */
    static final Object IDLE = new Object();

    Handover(Wakeup wakeup) {
        this.wakeup = wakeup;
    }

    /** The source's thread; waits for space. */
    void put(Object value, long timestamp) {
        boolean first;
        synchronized (this) {
            awaitSpace();
            if (closed) {
                throw new TaskCanceledException("a source that still emits");
            }
            first = filling.size == 0;
            filling.add(value, timestamp);
        }
        if (first) {
            wakeup.wake();
        }
    }

    private synchronized void awaitSpace() {
        while (bounded && filling.size >= CAPACITY && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw closed
                        ? new TaskCanceledException("a source that waits for space")
                        : new IllegalStateException("interrupted while a record waited for space", e);
            }
        }
    }

    /** The source's thread is through; {@code cause} is null when nothing failed. */
    void end(@Nullable Throwable cause) {
        synchronized (this) {
            ended = true;
            failure = cause;
        }
        wakeup.wake();
    }

    synchronized boolean isAvailable() {
        return ended || filling.size > 0;
    }

    /** Whether the source's thread is through. */
    synchronized boolean hasEnded() {
        return ended;
    }

    /** Whether all that was emitted has been taken and nothing follows. */
    synchronized boolean isAtEnd() {
        return ended && filling.size == 0;
    }

    /** What made the source's thread fail. */
    synchronized @Nullable Throwable failure() {
        return failure;
    }

    /** What was emitted since the last call, possibly nothing; valid until the next call. */
    synchronized Batch take() {
        Batch taken = filling;
        spare.clear();
        filling = spare;
        spare = taken;
        notifyAll();
        return taken;
    }

    /** While it is not bounded nobody waits for space. */
    synchronized void setBounded(boolean isBounded) {
        bounded = isBounded;
        notifyAll();
    }

    /** Whoever emits from now on fails. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}

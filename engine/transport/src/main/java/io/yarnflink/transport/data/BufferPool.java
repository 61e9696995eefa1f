package io.yarnflink.transport.data;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.yarnflink.api.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The buffers of one process. Those to be sent share a bound, and whoever needs one waits for it; those received are
 * bounded by the credit that was granted for them, so that network threads never wait. Any thread.
 */
final class BufferPool {
    /** What a standard frame holds. */
    static final int FRAME_BYTES = 32 << 10;
    /** What the largest frame holds: one record that does not fit a standard frame. */
    static final int MAX_BYTES = 64 << 20;

    private static final int PAGE = 8192;
    /** Chunks of 1 MiB: 32 standard frames. */
    private static final int CHUNK_ORDER = 7;
    /** Nobody waits longer at once, so that a wake-up lost to a bug elsewhere cannot hang a task. */
    private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final PooledByteBufAllocator allocator =
            new PooledByteBufAllocator(false, 1, 0, PAGE, CHUNK_ORDER, 0, 0, false);
    private final Clock clock;
    private final long bound;
    private final Duration patience;
    private long sending;
    private long receiving;
    private int oversized;
    private boolean closed;

    BufferPool(DataSettings settings, Clock clock) {
        this.clock = clock;
        this.bound = settings.networkMemory();
        this.patience = settings.bufferWait();
    }

    /** A buffer to fill and send; waits while the pool is exhausted. */
    PooledFrame toSend(int minCapacity) {
        checkSize(minCapacity);
        int capacity = Math.max(minCapacity, FRAME_BYTES);
        reserve(capacity);
        return new PooledFrame(this, allocate(capacity), true);
    }

    /** A buffer for a frame that is arriving; never waits. */
    PooledFrame toReceive(int length) {
        synchronized (this) {
            receiving += length;
        }
        PooledFrame frame = new PooledFrame(this, allocate(length), false);
        frame.setLength(length);
        return frame;
    }

    synchronized long bytesInUse() {
        return sending + receiving;
    }

    synchronized void released(int capacity, boolean wasToSend) {
        if (!wasToSend) {
            receiving -= capacity;
            return;
        }
        sending -= capacity;
        if (capacity > FRAME_BYTES) {
            oversized--;
        }
        notifyAll();
    }

    /** Nobody gets or awaits a buffer any more; those in use stay valid. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    static void checkSize(long bytes) {
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "A record of " + bytes + " bytes is too large to be sent; the limit is " + MAX_BYTES + " bytes");
        }
    }

    private ByteBuf allocate(int capacity) {
        return capacity <= FRAME_BYTES ? allocator.heapBuffer(capacity, capacity) : Unpooled.buffer(capacity, capacity);
    }

    private synchronized void reserve(int capacity) {
        long deadline = 0;
        while (!fits(capacity)) {
            if (closed) {
                throw new IllegalStateException("There are no network buffers: the data network is closed");
            }
            long now = clock.nanos();
            deadline = deadline == 0 ? now + patience.toNanos() : deadline;
            if (now - deadline >= 0) {
                throw exhausted(capacity);
            }
            awaitRelease(Math.min(deadline - now, MAX_WAIT_NANOS));
        }
        sending += capacity;
        if (capacity > FRAME_BYTES) {
            oversized++;
        }
    }

    /** One oversized frame is let through whatever the bound, or a record larger than the pool could never go. */
    private boolean fits(int capacity) {
        return !closed && (sending + capacity <= bound || (capacity > FRAME_BYTES && oversized == 0));
    }

    private void awaitRelease(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a network buffer", e);
        }
    }

    private IllegalStateException exhausted(int capacity) {
        return new IllegalStateException("No network buffer of " + capacity + " bytes came free within "
                + patience.toSeconds() + " s: " + sending + " of the " + bound
                + " bytes of network memory are in use; give the TaskManager more network memory or fewer channels");
    }
}

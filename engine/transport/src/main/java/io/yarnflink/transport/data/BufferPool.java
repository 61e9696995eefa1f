package io.yarnflink.transport.data;

import io.netty.buffer.PooledByteBufAllocator;
import io.yarnflink.api.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The buffers of one process within one bound. Whoever needs one to send waits while there is none; those to receive are set
 * aside before they are granted as credit, so that network threads never wait. Any thread.
 */
final class BufferPool {
    /** What the largest frame holds. */
    static final int FRAME_BYTES = 32 << 10;

    private static final int PAGE = 8192;
    /** Chunks of 1 MiB: 32 frames. */
    private static final int CHUNK_ORDER = 7;
    /** Nobody waits longer at once, so that a wake-up lost to a bug elsewhere cannot hang a task. */
    private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** No channel gets more than this part of what is left to receive, so that something is left for the next ones. */
    private static final int LARGEST_PART = 16;

    private final PooledByteBufAllocator allocator =
            new PooledByteBufAllocator(false, 1, 0, PAGE, CHUNK_ORDER, 0, 0, false);
    private final Clock clock;
    private final long bound;
    private final long receivingBound;
    private final Duration patience;
    private long sending;
    private long receiving;
    private long setAside;
    private boolean closed;

    BufferPool(DataSettings settings, Clock clock) {
        this.clock = clock;
        this.bound = settings.networkMemory();
        this.receivingBound = Math.max(FRAME_BYTES, bound / 2);
        this.patience = settings.bufferWait();
    }

    /** For one task, which may have one buffer whatever others have, so that no task waits for another to go on. */
    DataNetwork.Buffers newShare() {
        return new Share();
    }

    /** Sets aside as many frames to receive as are wanted and can be spared; fails when there is none left. */
    synchronized int setAside(int wantedFrames) {
        long left = (receivingBound - setAside) / FRAME_BYTES;
        if (wantedFrames > 0 && left <= 0) {
            throw new IllegalStateException("There is no network memory for one more input channel: " + setAside
                    + " of the TaskManager's " + bound + " bytes are set aside to receive, which is as many as may be;"
                    + " give it more network memory (taskmanager.memory.network.min, max and fraction) or the job a smaller"
                    + " parallelism");
        }
        int frames = (int) Math.min(wantedFrames, Math.max(1, left / LARGEST_PART));
        setAside += (long) frames * FRAME_BYTES;
        return frames;
    }

    synchronized void giveBack(int frames) {
        setAside -= (long) frames * FRAME_BYTES;
        notifyAll();
    }

    /** A buffer for a frame that is arriving, one of those set aside. */
    PooledFrame toReceive(int length) {
        synchronized (this) {
            receiving += length;
        }
        PooledFrame frame = new PooledFrame(allocator.heapBuffer(length, length), () -> received(length));
        frame.setLength(length);
        return frame;
    }

    private synchronized void received(int length) {
        receiving -= length;
    }

    synchronized long bytesInUse() {
        return sending + receiving;
    }

    /** Nobody gets or awaits a buffer any more; those in use stay valid. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** The buffers of one task. */
    private final class Share implements DataNetwork.Buffers {
        private int held;

        @Override
        public @Nullable PooledFrame tryNext(int minCapacity) {
            checkSize(minCapacity);
            synchronized (BufferPool.this) {
                if (!isThereOne()) {
                    return null;
                }
                take();
            }
            return frame();
        }

        @Override
        public PooledFrame next(int minCapacity) {
            checkSize(minCapacity);
            synchronized (BufferPool.this) {
                awaitOne();
                take();
            }
            return frame();
        }

        private void checkSize(int minCapacity) {
            if (minCapacity > FRAME_BYTES) {
                throw new IllegalArgumentException(
                        "A frame of " + minCapacity + " bytes was asked for; it may have " + FRAME_BYTES);
            }
        }

        private boolean isThereOne() {
            return !closed && (held == 0 || sending + FRAME_BYTES <= bound - setAside);
        }

        private void awaitOne() {
            long deadline = 0;
            while (!isThereOne()) {
                if (closed) {
                    throw new IllegalStateException("There are no network buffers: the data network is closed");
                }
                long now = clock.nanos();
                deadline = deadline == 0 ? now + patience.toNanos() : deadline;
                if (now - deadline >= 0) {
                    throw exhausted();
                }
                awaitRelease(Math.min(deadline - now, MAX_WAIT_NANOS));
            }
        }

        private void take() {
            held++;
            sending += FRAME_BYTES;
        }

        private PooledFrame frame() {
            return new PooledFrame(allocator.heapBuffer(FRAME_BYTES, FRAME_BYTES), this::released);
        }

        private void released() {
            synchronized (BufferPool.this) {
                held--;
                sending -= FRAME_BYTES;
                BufferPool.this.notifyAll();
            }
        }
    }

    private void awaitRelease(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a network buffer", e);
        }
    }

    private IllegalStateException exhausted() {
        return new IllegalStateException("No network buffer came free within " + patience.toSeconds() + " s: of the "
                + bound + " bytes of network memory " + sending + " are in use to send and " + setAside
                + " are set aside to receive; give the TaskManager more network memory (taskmanager.memory.network.min, max"
                + " and fraction) or fewer channels");
    }
}

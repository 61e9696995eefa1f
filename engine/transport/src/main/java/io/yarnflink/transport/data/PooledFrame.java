package io.yarnflink.transport.data;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** One buffer of the pool. */
final class PooledFrame implements DataBuffer {
    private static final AtomicIntegerFieldUpdater<PooledFrame> RELEASED =
            AtomicIntegerFieldUpdater.newUpdater(PooledFrame.class, "released");

    private final ByteBuf buffer;
    private final Runnable onRelease;
    // Read for each record written: kept out of the buffer's own checks.
    private final byte[] array;
    private final int offset;
    private final int capacity;
    private int length;
    private volatile int released;

    PooledFrame(ByteBuf buffer, Runnable onRelease) {
        this.buffer = buffer;
        this.onRelease = onRelease;
        this.array = buffer.array();
        this.offset = buffer.arrayOffset();
        this.capacity = buffer.capacity();
    }

    @Override
    public byte[] array() {
        assert released == 0 : "used after its release";
        return array;
    }

    @Override
    public int offset() {
        return offset;
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public void setLength(int newLength) {
        if (newLength < 0 || newLength > capacity) {
            throw new IllegalArgumentException(
                    "A frame's length is " + newLength + "; its buffer holds " + capacity + " bytes");
        }
        length = newLength;
    }

    @Override
    public void release() {
        if (!RELEASED.compareAndSet(this, 0, 1)) {
            throw new IllegalStateException("A network buffer was released twice");
        }
        buffer.release();
        onRelease.run();
    }
}

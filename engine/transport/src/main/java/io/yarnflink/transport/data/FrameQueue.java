package io.yarnflink.transport.data;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Frames on their way to one connection. They stay in the pool's memory until the socket takes them: what is copied for it
 * is never more than the water mark and one batch.
 */
final class FrameQueue {
    private static final WriteBufferWaterMark UNSENT = new WriteBufferWaterMark(64 << 10, 256 << 10);
    private static final int BATCH_BYTES = 64 << 10;

    private final EventLoop loop;
    private final Queue<WireFrame> frames = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean wakeUpPending = new AtomicBoolean();
    private @Nullable Channel channel;
    /** The frame whose payload is copied up to {@code position}. */
    private @Nullable WireFrame current;

    private int position;
    private volatile boolean ended;

    FrameQueue(EventLoop loop) {
        this.loop = loop;
    }

    /** Any thread. */
    void add(WireFrame frame) {
        frames.add(frame);
        if (ended) {
            // Whoever added after the end finds nobody else to drop it.
            dropAll();
        } else if (wakeUpPending.compareAndSet(false, true)) {
            wakeUp();
        }
    }

    /** The connection stands; event loop only, as all that follows. */
    void begin(Channel connected) {
        channel = connected;
        connected.config().setWriteBufferWaterMark(UNSENT);
        drain();
    }

    /** Hands to the socket what it can take now. */
    void drain() {
        wakeUpPending.set(false);
        if (channel == null || ended) {
            return;
        }
        boolean wrote = false;
        while (channel.isWritable()) {
            ByteBuf out = nextBatch(channel);
            if (out == null) {
                break;
            }
            channel.write(out);
            wrote = true;
        }
        if (wrote) {
            channel.flush();
        }
    }

    /** The connection is over: what waits is dropped, and whatever comes. */
    void end() {
        ended = true;
        if (current != null) {
            current.drop();
            current = null;
        }
        dropAll();
    }

    /** The next bytes for the socket, of small frames together or of a large one in parts; null when nothing waits. */
    private @Nullable ByteBuf nextBatch(Channel to) {
        int bytes = nextBatchBytes();
        if (bytes == 0) {
            return null;
        }
        ByteBuf out = to.alloc().buffer(bytes, bytes);
        for (WireFrame frame = currentOrNext(out); frame != null; frame = currentOrNext(out)) {
            position += frame.copyPayload(position, out);
            if (position < frame.payloadLength()) {
                break;
            }
            frame.drop();
            current = null;
        }
        return out;
    }

    private int nextBatchBytes() {
        int bytes = current == null ? 0 : current.payloadLength() - position;
        for (WireFrame next : frames) {
            if (bytes >= BATCH_BYTES) {
                break;
            }
            bytes += next.size();
        }
        return Math.min(bytes, BATCH_BYTES);
    }

    private @Nullable WireFrame currentOrNext(ByteBuf out) {
        if (current == null && out.writableBytes() >= WireFrame.HEADER_BYTES) {
            current = frames.poll();
            position = 0;
            if (current != null) {
                current.writeHeader(out);
            }
        }
        return current;
    }

    private void wakeUp() {
        try {
            loop.execute(this::drain);
        } catch (RejectedExecutionException e) {
            end();
        }
    }

    private void dropAll() {
        for (WireFrame frame = frames.poll(); frame != null; frame = frames.poll()) {
            frame.drop();
        }
    }
}

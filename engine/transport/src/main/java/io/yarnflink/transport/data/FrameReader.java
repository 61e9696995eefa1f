package io.yarnflink.transport.data;

import io.netty.buffer.ByteBuf;
import io.yarnflink.transport.net.ProtocolViolation;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of one data connection into frames. A payload is copied once, from the socket's buffer straight to where
 * it will be read; nothing is allocated for a frame before its header was found right. Event loop only.
 */
final class FrameReader {
    private final Sink sink;
    private final ByteBuffer header = ByteBuffer.allocate(WireFrame.HEADER_BYTES);
    private byte[] target = {};
    private int position;
    private int remaining;
    private @Nullable PooledFrame payload;
    private boolean skipping;

    /** Takes the frames, in order; refuses them with a {@link ProtocolViolation}. */
    interface Sink {
        /** Where the payload of this DATA frame goes; null when nobody needs it any more. */
        @Nullable
        PooledFrame payload(int channel, int sequence, int length);

        /** The payload is complete, and now the sink's. */
        void data(int channel, PooledFrame payload);

        /** Any other frame; the text is at most {@link WireFrame#MAX_TEXT_BYTES} long. */
        void control(byte type, int channel, int number, byte[] text);
    }

    FrameReader(Sink sink) {
        this.sink = sink;
    }

    void read(ByteBuf in) {
        while (in.isReadable()) {
            if (header.hasRemaining()) {
                readHeader(in);
                if (header.hasRemaining()) {
                    return;
                }
                begin();
            }
            int length = Math.min(remaining, in.readableBytes());
            if (skipping) {
                in.skipBytes(length);
            } else {
                in.readBytes(target, position, length);
            }
            position += length;
            remaining -= length;
            if (remaining == 0) {
                end();
            }
        }
    }

    /** The connection ended, perhaps within a frame. */
    void close() {
        PooledFrame incomplete = payload;
        payload = null;
        if (incomplete != null) {
            incomplete.release();
        }
    }

    private void readHeader(ByteBuf in) {
        int length = Math.min(header.remaining(), in.readableBytes());
        in.readBytes(header.array(), header.position(), length);
        header.position(header.position() + length);
    }

    private void begin() {
        int length = header.getInt(0) - (WireFrame.HEADER_BYTES - WireFrame.LENGTH_BYTES);
        boolean isData = type() == WireFrame.DATA;
        int limit = isData ? BufferPool.FRAME_BYTES : WireFrame.MAX_TEXT_BYTES;
        if (length < 0 || length > limit) {
            throw new ProtocolViolation(
                    "a frame of type " + type() + " has a length of " + header.getInt(0) + "; its limit is " + limit);
        }
        remaining = length;
        skipping = false;
        if (!isData) {
            target = new byte[length];
            position = 0;
            return;
        }
        payload = sink.payload(channel(), number(), length);
        if (payload == null) {
            skipping = true;
        } else {
            target = payload.array();
            position = payload.offset();
        }
    }

    private void end() {
        byte type = type();
        header.clear();
        if (type != WireFrame.DATA) {
            sink.control(type, channel(), number(), target);
            return;
        }
        PooledFrame complete = payload;
        payload = null;
        if (complete != null) {
            sink.data(channel(), complete);
        }
    }

    private byte type() {
        return header.get(WireFrame.LENGTH_BYTES);
    }

    private int channel() {
        return header.getInt(WireFrame.LENGTH_BYTES + 1);
    }

    private int number() {
        return header.getInt(WireFrame.LENGTH_BYTES + 1 + 4);
    }
}

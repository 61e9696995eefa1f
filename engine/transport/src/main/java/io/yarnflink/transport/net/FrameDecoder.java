package io.yarnflink.transport.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts a connection's bytes into frames: a length of four bytes, then as many bytes. A length out of bounds fails before
 * anything is allocated for it, and nothing after it is read.
 */
public final class FrameDecoder extends ByteToMessageDecoder {
    static final int LENGTH_BYTES = 4;

    private int maxLength;
    private boolean failed;

    FrameDecoder(int maxLength) {
        this.maxLength = maxLength;
    }

    /** Changes the bound, beginning with the next frame. */
    public void maxLength(int newMaxLength) {
        maxLength = newMaxLength;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (failed) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (in.readableBytes() < LENGTH_BYTES) {
            return;
        }
        int length = in.getInt(in.readerIndex());
        if (length <= 0 || length > maxLength) {
            failed = true;
            throw new ProtocolViolation("a frame's length is " + length + "; allowed are 1 to " + maxLength);
        }
        if (in.readableBytes() - LENGTH_BYTES >= length) {
            in.skipBytes(LENGTH_BYTES);
            out.add(in.readRetainedSlice(length));
        }
    }
}

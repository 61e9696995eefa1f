package io.yarnflink.transport.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Builds frames: four bytes of length, then the body. */
public final class Frames {
    private Frames() {}

    /** Begins a frame; {@link #end} closes it. */
    public static ByteBuf begin(ByteBufAllocator allocator, int expectedBytes) {
        return allocator.buffer(FrameDecoder.LENGTH_BYTES + expectedBytes).writeInt(0);
    }

    public static ByteBuf end(ByteBuf frame) {
        return frame.setInt(frame.readerIndex(), frame.readableBytes() - FrameDecoder.LENGTH_BYTES);
    }

    static ByteBuf of(ByteBufAllocator allocator, byte[] body) {
        return end(begin(allocator, body.length).writeBytes(body));
    }
}

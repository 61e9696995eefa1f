package io.yarnflink.transport.data;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What travels on a data connection: length of what follows (4), type (1), channel (4), number (4), then the payload of a
 * DATA frame or the text of another. The consumer gives a channel its number when it opens it.
 */
@SuppressWarnings("ArrayRecordComponent") // Frames are sent, never compared.
record WireFrame(
        byte type, int channel, int number, @Nullable PooledFrame payload, byte @Nullable [] text) {
    /** From producer to consumer; its number counts the channel's frames from 0 on. */
    static final byte DATA = 1;
    /** From consumer to producer; its number is the initial credit, its text the subpartition. */
    static final byte OPEN = 2;
    /** From consumer to producer; its number is what is granted. */
    static final byte CREDIT = 3;
    /** The sender needs the channel no more; after a producer's last frame, or whenever the consumer ends. */
    static final byte CLOSE = 4;
    /** From producer to consumer: there is nothing more to come, and the text says why. */
    static final byte GONE = 5;

    static final int LENGTH_BYTES = 4;
    static final int HEADER_BYTES = LENGTH_BYTES + 1 + 4 + 4;
    static final int MAX_TEXT_BYTES = 4096;
    /** No channel has more; more is a peer's mistake. */
    static final int MAX_CREDIT = 1 << 16;

    static WireFrame data(int channel, int sequence, PooledFrame payload) {
        return new WireFrame(DATA, channel, sequence, payload, null);
    }

    static WireFrame control(byte type, int channel, int number) {
        return new WireFrame(type, channel, number, null, null);
    }

    static WireFrame control(byte type, int channel, int number, byte[] text) {
        return new WireFrame(type, channel, number, null, text);
    }

    int size() {
        return HEADER_BYTES + payloadLength();
    }

    void writeHeader(ByteBuf out) {
        out.writeInt(HEADER_BYTES - LENGTH_BYTES + payloadLength())
                .writeByte(type)
                .writeInt(channel)
                .writeInt(number);
    }

    /** Copies what fits of the payload from {@code position} on; how many bytes that were. */
    int copyPayload(int position, ByteBuf out) {
        int length = Math.min(payloadLength() - position, out.writableBytes());
        if (payload != null) {
            out.writeBytes(payload.array(), payload.offset() + position, length);
        } else if (text != null) {
            out.writeBytes(text, position, length);
        }
        return length;
    }

    /** Lets go of the payload. */
    void drop() {
        if (payload != null) {
            payload.release();
        }
    }

    int payloadLength() {
        if (payload != null) {
            return payload.length();
        }
        return text == null ? 0 : text.length;
    }
}

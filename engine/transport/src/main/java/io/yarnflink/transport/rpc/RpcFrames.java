package io.yarnflink.transport.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.WriteBufferWaterMark;
import io.yarnflink.transport.net.Frames;
import io.yarnflink.transport.net.ProtocolViolation;
import java.io.IOException;

/**
 * The bytes of RPC frames: kind (1), id (8), then for a request epoch (8), endpoint (1 + n), message type (2), message;
 * for an answer message type (2), message; for a failure its code (1 + n) and its text to the end. Any thread.
 */
final class RpcFrames {
    static final int MAX_BYTES = 10 << 20;

    /** A peer that leaves more than the upper bound unread is cut off. */
    static final WriteBufferWaterMark UNSENT_BOUND = new WriteBufferWaterMark(32 << 20, 64 << 20);

    private static final int KIND_ASK = 1;
    private static final int KIND_TELL = 2;
    private static final int KIND_ANSWER = 3;
    private static final int KIND_FAILURE = 4;
    private static final int USUAL_BYTES = 512;
    private static final int MAX_ENDPOINT_BYTES = 255;
    private static final int MAX_FAILURE_CHARS = 16 << 10;

    private final Messages messages = new Messages();
    private final ByteBufAllocator allocator;

    RpcFrames(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /** The frame with its length in front; the caller owns it. Refuses what the other end would refuse. */
    ByteBuf encode(RpcFrame frame) throws RpcException {
        ByteBuf out = Frames.begin(allocator, USUAL_BYTES);
        try {
            write(frame, out);
            if (out.readableBytes() > MAX_BYTES) {
                throw new RpcException(
                        RpcException.Code.REFUSED,
                        name(frame) + " takes " + out.readableBytes() + " bytes; a message may take " + MAX_BYTES);
            }
            return Frames.end(out.retain());
        } catch (IOException | RuntimeException e) {
            // Avro's writers report a field that was not set through several kinds of RuntimeException.
            throw new RpcException(RpcException.Code.REFUSED, name(frame) + " cannot be written: " + e.getMessage(), e);
        } finally {
            out.release();
        }
    }

    private void write(RpcFrame frame, ByteBuf out) throws IOException {
        if (frame instanceof RpcFrame.Request request) {
            byte[] endpoint = request.endpoint().getBytes(UTF_8);
            if (endpoint.length > MAX_ENDPOINT_BYTES) {
                throw new IllegalArgumentException("endpoint name '" + request.endpoint() + "' is too long");
            }
            out.writeByte(request.told() ? KIND_TELL : KIND_ASK)
                    .writeLong(request.id())
                    .writeLong(request.epoch())
                    .writeByte(endpoint.length)
                    .writeBytes(endpoint)
                    .writeShort(messages.id(request.message()));
            messages.write(request.message(), new ByteBufOutputStream(out));
        } else if (frame instanceof RpcFrame.Answer answer) {
            out.writeByte(KIND_ANSWER).writeLong(answer.id()).writeShort(messages.id(answer.message()));
            messages.write(answer.message(), new ByteBufOutputStream(out));
        } else if (frame instanceof RpcFrame.Failure failure) {
            String text = String.valueOf(failure.cause().getMessage());
            byte[] code = failure.cause().code().name().getBytes(UTF_8);
            out.writeByte(KIND_FAILURE)
                    .writeLong(failure.id())
                    .writeByte(code.length)
                    .writeBytes(code)
                    .writeBytes(text.substring(0, Math.min(text.length(), MAX_FAILURE_CHARS))
                            .getBytes(UTF_8));
        }
    }

    /** The frame that {@code in} holds, without its length; fails on anything else. */
    RpcFrame decode(ByteBuf in) {
        try {
            int kind = in.readUnsignedByte();
            long id = in.readLong();
            return switch (kind) {
                case KIND_ASK, KIND_TELL -> request(id, kind == KIND_TELL, in);
                case KIND_ANSWER -> new RpcFrame.Answer(id, messages.read(in.readUnsignedShort(), rest(in)));
                case KIND_FAILURE -> failure(id, in);
                default -> throw new ProtocolViolation("a frame's kind is " + kind);
            };
        } catch (IndexOutOfBoundsException e) {
            throw new ProtocolViolation("a frame ends within its header", e);
        } catch (IOException e) {
            throw new ProtocolViolation(String.valueOf(e.getMessage()), e);
        }
    }

    private RpcFrame request(long id, boolean told, ByteBuf in) throws IOException {
        long epoch = in.readLong();
        String endpoint = shortText(in);
        return new RpcFrame.Request(id, told, epoch, endpoint, messages.read(in.readUnsignedShort(), rest(in)));
    }

    private static RpcFrame failure(long id, ByteBuf in) {
        RpcException.Code code = code(shortText(in));
        return new RpcFrame.Failure(id, new RpcException(code, new String(rest(in), UTF_8)));
    }

    private static RpcException.Code code(String name) {
        try {
            return RpcException.Code.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new ProtocolViolation("a failure has an unknown code", e);
        }
    }

    private static String shortText(ByteBuf in) {
        return in.readCharSequence(in.readUnsignedByte(), UTF_8).toString();
    }

    private static byte[] rest(ByteBuf in) {
        byte[] rest = ByteBufUtil.getBytes(in);
        in.skipBytes(rest.length);
        return rest;
    }

    private static String name(RpcFrame frame) {
        if (frame instanceof RpcFrame.Request request) {
            return request.message().getClass().getSimpleName();
        }
        if (frame instanceof RpcFrame.Answer answer) {
            return answer.message().getClass().getSimpleName();
        }
        return "a failure";
    }
}

package io.yarnflink.transport.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.yarnflink.transport.net.ProtocolViolation;
import java.nio.ByteBuffer;

/** A subpartition's id as the text of an OPEN frame: output (4), subpartition (4), execution id. */
final class SubpartitionName {
    private static final int NUMBERS = 8;

    private SubpartitionName() {}

    static byte[] encode(SubpartitionId id) {
        byte[] execution = id.producerExecutionId().getBytes(UTF_8);
        if (execution.length > WireFrame.MAX_TEXT_BYTES - NUMBERS) {
            throw new IllegalArgumentException("Execution id of " + execution.length + " bytes is too long: " + id);
        }
        return ByteBuffer.allocate(NUMBERS + execution.length)
                .putInt(id.output())
                .putInt(id.subpartition())
                .put(execution)
                .array();
    }

    static SubpartitionId decode(byte[] text) {
        if (text.length < NUMBERS) {
            throw new ProtocolViolation("a subpartition's id has " + text.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(text);
        int output = in.getInt();
        int subpartition = in.getInt();
        return new SubpartitionId(new String(text, NUMBERS, text.length - NUMBERS, UTF_8), output, subpartition);
    }
}

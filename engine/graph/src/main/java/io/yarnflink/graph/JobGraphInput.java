package io.yarnflink.graph;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link JobGraphOutput} writes and believes none of it. */
final class JobGraphInput {
    private final ByteBuffer bytes;

    JobGraphInput(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    int offset() {
        return bytes.position();
    }

    int readInt() throws CorruptJobGraphException {
        require(Integer.BYTES, "a number");
        return bytes.getInt();
    }

    long readLong() throws CorruptJobGraphException {
        require(Long.BYTES, "an id");
        return bytes.getLong();
    }

    int readIntBetween(int low, int high, String what) throws CorruptJobGraphException {
        int offset = offset();
        int value = readInt();
        if (value < low || value > high) {
            throw new CorruptJobGraphException(offset, what + " must lie in " + low + ".." + high + ", is " + value);
        }
        return value;
    }

    boolean readBoolean(String what) throws CorruptJobGraphException {
        int offset = offset();
        require(1, what);
        byte value = bytes.get();
        if (value != 0 && value != 1) {
            throw new CorruptJobGraphException(offset, what + " must be 0 or 1, is " + value);
        }
        return value == 1;
    }

    byte[] readBytes(String what) throws CorruptJobGraphException {
        int length = readLength(1, what);
        byte[] read = new byte[length];
        bytes.get(read);
        return read;
    }

    String readText(String what) throws CorruptJobGraphException {
        int offset = offset();
        byte[] text = readBytes(what);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CorruptJobGraphException(offset, what + " is not UTF-8 text", e);
        }
    }

    <E> List<E> readList(String what, int leastElementBytes, ElementReader<E> reader) throws CorruptJobGraphException {
        int size = readLength(leastElementBytes, what);
        List<E> elements = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            elements.add(reader.read(this));
        }
        return elements;
    }

    void expectEnd() throws CorruptJobGraphException {
        if (bytes.hasRemaining()) {
            throw new CorruptJobGraphException(offset(), bytes.remaining() + " bytes follow its end");
        }
    }

    /** A number of units, which must be there. */
    private int readLength(int unitBytes, String what) throws CorruptJobGraphException {
        int offset = offset();
        int length = readInt();
        if (length < 0 || length > bytes.remaining() / unitBytes) {
            throw new CorruptJobGraphException(
                    offset, what + ": " + length + " of them do not fit into the " + bytes.remaining() + " bytes left");
        }
        return length;
    }

    private void require(int length, String what) throws CorruptJobGraphException {
        if (bytes.remaining() < length) {
            throw new CorruptJobGraphException(offset(), "ends where " + what + " of " + length + " bytes should be");
        }
    }

    /** Reads one element of a list. */
    @FunctionalInterface
    interface ElementReader<E> {
        E read(JobGraphInput in) throws CorruptJobGraphException;
    }
}

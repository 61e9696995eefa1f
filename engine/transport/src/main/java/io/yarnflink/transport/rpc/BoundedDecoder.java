package io.yarnflink.transport.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Reads Avro's binary form from one frame and never allocates more than the frame can hold: a length or a count beyond the
 * bytes that are left fails at once. Avro's own limits are system properties, which would bind user code, too.
 */
final class BoundedDecoder extends Decoder {
    private final byte[] bytes;
    private int position;

    BoundedDecoder(byte[] bytes) {
        this.bytes = bytes;
    }

    int remaining() {
        return bytes.length - position;
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() throws IOException {
        byte value = next();
        if (value != 0 && value != 1) {
            throw malformed("a boolean is " + value);
        }
        return value == 1;
    }

    @Override
    public int readInt() throws IOException {
        long value = readLong();
        if (value != (int) value) {
            throw malformed("an int is " + value);
        }
        return (int) value;
    }

    @Override
    public long readLong() throws IOException {
        long raw = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = next();
            raw |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (raw >>> 1) ^ -(raw & 1);
            }
        }
        throw malformed("a number has more than 10 bytes");
    }

    @Override
    public float readFloat() throws IOException {
        return Float.intBitsToFloat((int) littleEndian(Float.BYTES));
    }

    @Override
    public double readDouble() throws IOException {
        return Double.longBitsToDouble(littleEndian(Double.BYTES));
    }

    @Override
    public Utf8 readString(Utf8 old) throws IOException {
        return new Utf8(readString());
    }

    @Override
    public String readString() throws IOException {
        int length = length();
        String value = new String(bytes, position, length, UTF_8);
        position += length;
        return value;
    }

    @Override
    public void skipString() throws IOException {
        position += length();
    }

    @Override
    public ByteBuffer readBytes(ByteBuffer old) throws IOException {
        byte[] value = new byte[length()];
        readFixed(value, 0, value.length);
        return ByteBuffer.wrap(value);
    }

    @Override
    public void skipBytes() throws IOException {
        position += length();
    }

    @Override
    public void readFixed(byte[] target, int start, int length) throws IOException {
        require(length);
        System.arraycopy(bytes, position, target, start, length);
        position += length;
    }

    @Override
    public void skipFixed(int length) throws IOException {
        require(length);
        position += length;
    }

    @Override
    public int readEnum() throws IOException {
        return readInt();
    }

    @Override
    public long readArrayStart() throws IOException {
        return count();
    }

    @Override
    public long arrayNext() throws IOException {
        return count();
    }

    @Override
    public long skipArray() throws IOException {
        return skipBlocks();
    }

    @Override
    public long readMapStart() throws IOException {
        return count();
    }

    @Override
    public long mapNext() throws IOException {
        return count();
    }

    @Override
    public long skipMap() throws IOException {
        return skipBlocks();
    }

    @Override
    public int readIndex() throws IOException {
        return readInt();
    }

    /** The next block's number of items; each takes a byte at least, so there cannot be more than bytes left. */
    private int count() throws IOException {
        long items = readLong();
        if (items < 0) {
            // Written with the block's size in bytes, which reading does not need.
            items = -items;
            readLong();
        }
        if (items < 0 || items > remaining()) {
            throw malformed("a collection counts " + items + " items");
        }
        return (int) items;
    }

    private long skipBlocks() throws IOException {
        long items = readLong();
        while (items < 0) {
            long size = readLong();
            if (size < 0 || size > remaining()) {
                throw malformed("a block has " + size + " bytes");
            }
            position += (int) size;
            items = readLong();
        }
        return items;
    }

    private int length() throws IOException {
        long length = readLong();
        if (length < 0 || length > remaining()) {
            throw malformed("a length is " + length);
        }
        return (int) length;
    }

    private long littleEndian(int size) throws IOException {
        require(size);
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (bytes[position++] & 0xFFL) << (8 * i);
        }
        return value;
    }

    private byte next() throws IOException {
        require(1);
        return bytes[position++];
    }

    private void require(int length) throws IOException {
        if (length > remaining()) {
            throw new EOFException("the message ends early, at byte " + bytes.length);
        }
    }

    private AvroRuntimeException malformed(String what) {
        return new AvroRuntimeException(what + " with " + remaining() + " bytes left, at byte " + position);
    }
}

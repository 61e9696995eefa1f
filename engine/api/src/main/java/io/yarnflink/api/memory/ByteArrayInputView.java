package io.yarnflink.api.memory;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Reads a range of a byte array; reading past its end throws an EOFException that says where; for one thread. */
public final class ByteArrayInputView implements DataInputView {
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle CHARS = MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle FLOATS = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle DOUBLES = MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.BIG_ENDIAN);

    private byte[] array;
    private int start;
    private int next;
    private int end;

    public ByteArrayInputView(byte[] array) {
        this(array, 0, array.length);
    }

    @SuppressWarnings("ArrayIsStoredDirectly")
    public ByteArrayInputView(byte[] array, int offset, int length) {
        this.array = array;
        reset(array, offset, length);
    }

    /** Starts anew in another range. */
    public void reset(byte[] newArray, int offset, int length) {
        if (offset < 0 || length < 0 || length > newArray.length - offset) {
            throw new IndexOutOfBoundsException(
                    length + " bytes at " + offset + " are outside an array of " + newArray.length + " bytes");
        }
        array = newArray;
        start = offset;
        next = offset;
        end = offset + length;
    }

    /** The array read from; not to be changed. */
    public byte[] array() {
        return array;
    }

    /** Where in the array the range begins. */
    public int offset() {
        return start;
    }

    /** The length of the range. */
    public int length() {
        return end - start;
    }

    /** The number of bytes read. */
    public int position() {
        return next - start;
    }

    public void position(int position) {
        if (position < 0 || position > length()) {
            throw new IndexOutOfBoundsException("Position " + position + " is not in 0.." + length());
        }
        next = start + position;
    }

    public int remaining() {
        return end - next;
    }

    @Override
    public int read(byte[] b, int off, int len) {
        if (len == 0) {
            return 0;
        }
        int count = Math.min(len, remaining());
        if (count == 0) {
            return -1;
        }
        System.arraycopy(array, next, b, off, count);
        next += count;
        return count;
    }

    @Override
    public int read(byte[] b) {
        return read(b, 0, b.length);
    }

    @Override
    public void readFully(byte[] b) throws EOFException {
        readFully(b, 0, b.length);
    }

    @Override
    public void readFully(byte[] b, int off, int len) throws EOFException {
        int at = claim(len);
        System.arraycopy(array, at, b, off, len);
    }

    @Override
    public int skipBytes(int n) {
        int count = Math.max(0, Math.min(n, remaining()));
        next += count;
        return count;
    }

    @Override
    public void skipBytesToRead(int numBytes) throws EOFException {
        claim(numBytes);
    }

    @Override
    public boolean readBoolean() throws EOFException {
        return readByte() != 0;
    }

    @Override
    public byte readByte() throws EOFException {
        int at = claim(1);
        return array[at];
    }

    @Override
    public int readUnsignedByte() throws EOFException {
        return readByte() & 0xFF;
    }

    @Override
    public short readShort() throws EOFException {
        int at = claim(Short.BYTES);
        return (short) SHORTS.get(array, at);
    }

    @Override
    public int readUnsignedShort() throws EOFException {
        return readShort() & 0xFFFF;
    }

    @Override
    public char readChar() throws EOFException {
        int at = claim(Character.BYTES);
        return (char) CHARS.get(array, at);
    }

    @Override
    public int readInt() throws EOFException {
        int at = claim(Integer.BYTES);
        return (int) INTS.get(array, at);
    }

    @Override
    public long readLong() throws EOFException {
        int at = claim(Long.BYTES);
        return (long) LONGS.get(array, at);
    }

    @Override
    public float readFloat() throws EOFException {
        int at = claim(Float.BYTES);
        return (float) FLOATS.get(array, at);
    }

    @Override
    public double readDouble() throws EOFException {
        int at = claim(Double.BYTES);
        return (double) DOUBLES.get(array, at);
    }

    @Override
    public @Nullable String readLine() throws EOFException {
        if (remaining() == 0) {
            return null;
        }
        var line = new StringBuilder();
        while (remaining() > 0) {
            char c = (char) readUnsignedByte();
            if (c == '\n') {
                break;
            }
            if (c == '\r') {
                if (remaining() > 0 && array[next] == '\n') {
                    next++;
                }
                break;
            }
            line.append(c);
        }
        return line.toString();
    }

    @Override
    public String readUTF() throws IOException {
        return DataInputStream.readUTF(this);
    }

    /** Moves past {@code numBytes} and says where in the array they begin. */
    int claim(int numBytes) throws EOFException {
        if (numBytes < 0 || numBytes > end - next) {
            throw pastEnd(numBytes);
        }
        int at = next;
        next = at + numBytes;
        return at;
    }

    private EOFException pastEnd(int numBytes) {
        return new EOFException(
                "Reading " + numBytes + " bytes at position " + position() + " goes past the end at " + length());
    }
}

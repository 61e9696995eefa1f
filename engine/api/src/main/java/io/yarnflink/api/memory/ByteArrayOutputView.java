package io.yarnflink.api.memory;

import java.io.IOException;
import java.io.UTFDataFormatException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes to a byte array, its own or a given one, and moves on to a larger array when it is full; for one thread. */
public final class ByteArrayOutputView implements DataOutputView {
    /** Doubles the array on the heap. */
    public static final Growth DOUBLING = ByteArrayOutputView::doubled;

    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle CHARS = MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle FLOATS = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle DOUBLES = MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.BIG_ENDIAN);
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    /** Decides what happens when a view is full. */
    @FunctionalInterface
    public interface Growth {
        /**
         * An array that begins with the {@code length} bytes at {@code offset} of {@code array} and has room for
         * {@code required} bytes more; the view goes on in it.
         */
        byte[] grow(byte[] array, int offset, int length, int required);
    }

    private final Growth growth;
    private byte[] array;
    private int start;
    private int next;
    private int limit;

    public ByteArrayOutputView() {
        this(64);
    }

    public ByteArrayOutputView(int capacity) {
        this(new byte[capacity], 0, capacity, DOUBLING);
    }

    /** Writes to {@code array} from {@code offset} up to, not including, {@code limit}, then as {@code growth} says. */
    @SuppressWarnings("ArrayIsStoredDirectly")
    public ByteArrayOutputView(byte[] array, int offset, int limit, Growth growth) {
        this.growth = growth;
        this.array = array;
        wrap(array, offset, limit);
    }

    /** Starts anew in another array. */
    public void wrap(byte[] newArray, int offset, int newLimit) {
        if (offset < 0 || offset > newLimit || newLimit > newArray.length) {
            throw new IndexOutOfBoundsException(
                    "Range " + offset + ".." + newLimit + " is outside an array of " + newArray.length + " bytes");
        }
        array = newArray;
        start = offset;
        next = offset;
        limit = newLimit;
    }

    /** Forgets what was written; the array is kept. */
    public void reset() {
        next = start;
    }

    /** The array written to now; growth replaces it. */
    public byte[] array() {
        return array;
    }

    /** Where in the array the first byte is. */
    public int offset() {
        return start;
    }

    /** The number of bytes written. */
    public int position() {
        return next - start;
    }

    /** Goes back to an earlier position; what was written after it is dropped. */
    public void position(int position) {
        if (position < 0 || position > position()) {
            throw new IndexOutOfBoundsException("Position " + position + " is not in 0.." + position());
        }
        next = start + position;
    }

    /** The room left before the view grows. */
    public int remaining() {
        return limit - next;
    }

    /** Overwrites the four bytes at {@code position}, which were written before. */
    public void putInt(int position, int value) {
        if (position < 0 || position > position() - Integer.BYTES) {
            throw new IndexOutOfBoundsException("No int was written at " + position + " of " + position() + " bytes");
        }
        INTS.set(array, start + position, value);
    }

    public byte[] toByteArray() {
        return Arrays.copyOfRange(array, start, next);
    }

    @Override
    public void write(int b) {
        int at = claim(1);
        array[at] = (byte) b;
    }

    @Override
    public void write(byte[] b) {
        write(b, 0, b.length);
    }

    @Override
    public void write(byte[] b, int off, int len) {
        int at = claim(len);
        System.arraycopy(b, off, array, at, len);
    }

    @Override
    public void write(DataInputView source, int numBytes) throws IOException {
        int at = claim(numBytes);
        source.readFully(array, at, numBytes);
    }

    @Override
    public void skipBytesToWrite(int numBytes) {
        int at = claim(numBytes);
        Arrays.fill(array, at, next, (byte) 0);
    }

    @Override
    public void writeBoolean(boolean v) {
        write(v ? 1 : 0);
    }

    @Override
    public void writeByte(int v) {
        write(v);
    }

    @Override
    public void writeShort(int v) {
        int at = claim(Short.BYTES);
        SHORTS.set(array, at, (short) v);
    }

    @Override
    public void writeChar(int v) {
        int at = claim(Character.BYTES);
        CHARS.set(array, at, (char) v);
    }

    @Override
    public void writeInt(int v) {
        int at = claim(Integer.BYTES);
        INTS.set(array, at, v);
    }

    @Override
    public void writeLong(long v) {
        int at = claim(Long.BYTES);
        LONGS.set(array, at, v);
    }

    @Override
    public void writeFloat(float v) {
        int at = claim(Float.BYTES);
        FLOATS.set(array, at, v);
    }

    @Override
    public void writeDouble(double v) {
        int at = claim(Double.BYTES);
        DOUBLES.set(array, at, v);
    }

    @Override
    public void writeBytes(String s) {
        write(s.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void writeChars(String s) {
        for (int i = 0; i < s.length(); i++) {
            writeChar(s.charAt(i));
        }
    }

    @Override
    public void writeUTF(String s) throws UTFDataFormatException {
        ModifiedUtf8.write(s, this);
    }

    /** Makes room for {@code numBytes}, moves past them and says where in the array they begin. */
    int claim(int numBytes) {
        if (numBytes < 0) {
            throw new IndexOutOfBoundsException("Cannot write " + numBytes + " bytes");
        }
        if (numBytes > limit - next) {
            grow(numBytes);
        }
        int at = next;
        next = at + numBytes;
        return at;
    }

    private void grow(int required) {
        int length = position();
        byte[] larger = growth.grow(array, start, length, required);
        if (larger.length - length < required) {
            throw new IllegalStateException("Growth gave " + larger.length + " bytes where " + length + " and "
                    + required + " more are needed");
        }
        array = larger;
        start = 0;
        next = length;
        limit = larger.length;
    }

    private static byte[] doubled(byte[] array, int offset, int length, int required) {
        long needed = (long) length + required;
        if (needed > MAX_ARRAY) {
            throw new OutOfMemoryError("A serialized value of " + needed + " bytes does not fit an array");
        }
        var larger = new byte[(int) Math.min(MAX_ARRAY, Math.max(needed, 2L * length))];
        System.arraycopy(array, offset, larger, 0, length);
        return larger;
    }
}

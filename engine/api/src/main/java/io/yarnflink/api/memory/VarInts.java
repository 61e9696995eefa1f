package io.yarnflink.api.memory;

import java.io.IOException;
import java.io.StreamCorruptedException;

/** Unsigned numbers in 7 bits a byte, low bits first; small ones take one byte. */
public final class VarInts {
    private static final int MORE = 0x80;
    private static final int BITS = 0x7F;

    private VarInts() {}

    /** Writes {@code value} as if it were unsigned: 1 to 5 bytes. */
    public static void writeInt(int value, DataOutputView target) throws IOException {
        int rest = value;
        while ((rest & ~BITS) != 0) {
            target.writeByte((rest & BITS) | MORE);
            rest >>>= 7;
        }
        target.writeByte(rest);
    }

    public static int readInt(DataInputView source) throws IOException {
        int value = source.readByte();
        if (value >= 0) {
            return value;
        }
        value &= BITS;
        for (int shift = 7; shift < Integer.SIZE; shift += 7) {
            int b = source.readByte();
            value |= (b & BITS) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new StreamCorruptedException("A variable-length int has more than 5 bytes");
    }

    /** Reads a number that counts or measures something and so cannot be negative. */
    public static int readCount(DataInputView source) throws IOException {
        int count = readInt(source);
        if (count < 0) {
            throw new StreamCorruptedException("A count is negative: " + count);
        }
        return count;
    }

    /** Writes {@code value} as if it were unsigned: 1 to 10 bytes. */
    public static void writeLong(long value, DataOutputView target) throws IOException {
        long rest = value;
        while ((rest & ~BITS) != 0) {
            target.writeByte(((int) rest & BITS) | MORE);
            rest >>>= 7;
        }
        target.writeByte((int) rest);
    }

    static void writeLong(long value, ByteArrayOutputView target) {
        long rest = value;
        while ((rest & ~BITS) != 0) {
            target.writeByte(((int) rest & BITS) | MORE);
            rest >>>= 7;
        }
        target.writeByte((int) rest);
    }

    public static long readLong(DataInputView source) throws IOException {
        long value = source.readByte();
        if (value >= 0) {
            return value;
        }
        value &= BITS;
        for (int shift = 7; shift < Long.SIZE; shift += 7) {
            long b = source.readByte();
            value |= (b & BITS) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new StreamCorruptedException("A variable-length long has more than 10 bytes");
    }
}

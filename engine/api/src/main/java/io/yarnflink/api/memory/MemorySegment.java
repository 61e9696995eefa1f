package io.yarnflink.api.memory;

/** A piece of memory into which keys are put so that comparing their bytes compares them. */
public final class MemorySegment {
    private final byte[] bytes;

    private MemorySegment(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Shares {@code bytes}. */
    public static MemorySegment wrap(byte[] bytes) {
        return new MemorySegment(bytes);
    }

    public int size() {
        return bytes.length;
    }

    public byte get(int index) {
        return bytes[index];
    }

    public void put(int index, byte value) {
        bytes[index] = value;
    }

    /** Puts the first of {@code width} big-endian bytes of {@code value} into the {@code length} bytes at {@code offset}; zeros follow. */
    public void putHighBytes(int offset, int length, long value, int width) {
        for (int i = 0; i < length; i++) {
            bytes[offset + i] = i < width ? (byte) (value >> (8 * (width - 1 - i))) : 0;
        }
    }
}

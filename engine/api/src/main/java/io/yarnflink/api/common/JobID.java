package io.yarnflink.api.common;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** The identity of a job: 128 bits, written as 32 hexadecimal digits. */
public record JobID(long upperPart, long lowerPart) implements Serializable, Comparable<JobID> {

    /** A random id. */
    public JobID() {
        this(new SecureRandom());
    }

    private JobID(RandomGenerator random) {
        this(random.nextLong(), random.nextLong());
    }

    /** The id that these 16 bytes stand for, the upper part first. */
    public JobID(byte[] bytes) {
        this(part(bytes, 0), part(bytes, Long.BYTES));
    }

    private static long part(byte[] bytes, int offset) {
        if (bytes.length != 2 * Long.BYTES) {
            throw new IllegalArgumentException("a job id takes 16 bytes, not " + bytes.length);
        }
        return ByteBuffer.wrap(bytes).getLong(offset);
    }

    public static JobID generate() {
        return new JobID();
    }

    public static JobID fromByteArray(byte[] bytes) {
        return new JobID(bytes);
    }

    /** Reads the next 16 bytes. */
    public static JobID fromByteBuffer(ByteBuffer buf) {
        return new JobID(buf.getLong(), buf.getLong());
    }

    /** What {@link #fromByteArray} reads. */
    public byte[] getBytes() {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(upperPart)
                .putLong(lowerPart)
                .array();
    }

    public static JobID random(RandomGenerator random) {
        return new JobID(random.nextLong(), random.nextLong());
    }

    /** Reads the 32 hexadecimal digits that {@link #toString()} writes. */
    public static JobID fromHexString(String hex) {
        if (!hex.matches("[0-9a-fA-F]{32}")) {
            throw new IllegalArgumentException("not a job id: '" + hex + "' (expected 32 hexadecimal digits)");
        }
        return new JobID(
                Long.parseUnsignedLong(hex.substring(0, 16), 16), Long.parseUnsignedLong(hex.substring(16), 16));
    }

    public String toHexString() {
        return String.format("%016x%016x", upperPart, lowerPart);
    }

    @Override
    public int compareTo(JobID other) {
        int upper = Long.compareUnsigned(upperPart, other.upperPart);
        return upper != 0 ? upper : Long.compareUnsigned(lowerPart, other.lowerPart);
    }

    @Override
    public String toString() {
        return toHexString();
    }
}

package io.yarnflink.api.common;

import java.io.Serializable;
import java.util.random.RandomGenerator;

/** The identity of a job: 128 bits, written as 32 hexadecimal digits. */
public record JobID(long upperPart, long lowerPart) implements Serializable, Comparable<JobID> {

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

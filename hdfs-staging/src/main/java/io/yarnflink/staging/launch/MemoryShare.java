package io.yarnflink.staging.launch;

import io.yarnflink.api.configuration.ConfigOption;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.MemorySize;

/** Arithmetic of memory options: shares of a whole between a least and a most, and what remains. */
record MemoryShare(Configuration settings) {

    long bytes(ConfigOption<MemorySize> option) {
        return settings.get(option).bytes();
    }

    /** {@code fraction} of {@code whole}. */
    long of(long whole, ConfigOption<Double> fraction) {
        double share = settings.get(fraction);
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException(
                    fraction.key() + " is " + share + "; a share must be at least 0 and below 1");
        }
        return (long) (whole * share);
    }

    /** {@code fraction} of {@code whole}, but at least {@code least} and at most {@code most}. */
    long of(long whole, ConfigOption<Double> fraction, ConfigOption<MemorySize> least, ConfigOption<MemorySize> most) {
        if (bytes(least) > bytes(most)) {
            throw new IllegalArgumentException(least.key() + " is " + settings.get(least) + ", above " + most.key()
                    + ", which is " + settings.get(most));
        }
        return Math.min(bytes(most), Math.max(bytes(least), of(whole, fraction)));
    }

    /** What of {@code process} remains for the heap, which must be at least {@code leastHeap}. */
    long heap(ConfigOption<MemorySize> process, long taken, long leastHeap) {
        long remains = bytes(process) - taken;
        if (remains < leastHeap) {
            throw new IllegalArgumentException(process.key() + " is " + inMebiBytes(bytes(process))
                    + ", too small: metaspace, JVM overhead, off-heap and network memory take " + inMebiBytes(taken)
                    + " and the heap needs " + inMebiBytes(leastHeap) + "; set at least "
                    + inMebiBytes(taken + leastHeap) + " or lower those parts (see *.memory.* options)");
        }
        return remains;
    }

    private static String inMebiBytes(long bytes) {
        return ((bytes + (1 << 20) - 1) >> 20) + " mb";
    }
}

package io.yarnflink.state;

import java.util.List;

/** Where one key group of one state is stored: the range with all its entries, and the later ones with changes. */
final class RangeChain {
    static final RangeChain EMPTY = new RangeChain(List.of());
    private static final int FEW_RANGES = 32;
    private static final int MOST_RANGES = 128;
    /** A large key group may have more ranges, so that all of it is not written again and again for few changes. */
    private static final int BYTES_PER_RANGE = 16 << 10;

    private static final int SPREAD = 16;

    private final List<StoredRange> ranges;
    private final long changes;

    /** Made by who writes: the task, which asks, is not to wait until all lengths are added up. */
    RangeChain(List<StoredRange> ranges) {
        this.ranges = List.copyOf(ranges);
        changes = ranges.stream().skip(1).mapToLong(StoredRange::length).sum();
    }

    List<StoredRange> ranges() {
        return ranges;
    }

    /**
     * Whether it is time to write all entries anew, because reading the changes would take longer than reading those, or
     * too many files are kept alive. Key groups reach that point in turn, even when all change alike.
     */
    boolean isLong(int keyGroup) {
        if (ranges.isEmpty()) {
            return true;
        }
        int turn = keyGroup % SPREAD;
        long whole = ranges.get(0).length();
        long most = Math.max(FEW_RANGES, Math.min(MOST_RANGES, whole / BYTES_PER_RANGE));
        if (ranges.size() >= most - most * turn / (2 * SPREAD)) {
            return true;
        }
        return changes * SPREAD >= whole * (SPREAD / 2 + turn);
    }
}

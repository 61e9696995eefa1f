package io.yarnflink.state;

import java.util.List;

/** Where one key group of one state is stored: the range with all its entries, and the later ones with changes. */
record RangeChain(List<StoredRange> ranges) {
    static final RangeChain EMPTY = new RangeChain(List.of());
    private static final int MOST_RANGES = 32;
    private static final int SPREAD = 16;

    RangeChain {
        ranges = List.copyOf(ranges);
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
        if (ranges.size() >= MOST_RANGES - turn) {
            return true;
        }
        long changes = 0;
        for (StoredRange range : ranges.subList(1, ranges.size())) {
            changes += range.length();
        }
        return changes * SPREAD >= ranges.get(0).length() * (SPREAD / 2 + turn);
    }
}

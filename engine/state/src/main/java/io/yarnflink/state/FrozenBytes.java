package io.yarnflink.state;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A state that was restored and nobody has asked for, as it was stored. */
final class FrozenBytes implements FrozenPart {
    private final StateId id;
    private final Map<Integer, List<byte[]>> unstored = new HashMap<>();
    private final Map<Integer, RangeChain> chains = new HashMap<>();

    FrozenBytes(StateId id) {
        this.id = id;
    }

    /** {@code ranges} are those of {@code chain}, when that has some. */
    void set(int keyGroup, List<byte[]> ranges, RangeChain chain) {
        chains.put(keyGroup, chain);
        if (chain.ranges().isEmpty()) {
            unstored.put(keyGroup, ranges);
        }
    }

    @Override
    public StateId id() {
        return id;
    }

    @Override
    public void write(SnapshotTarget target) throws IOException {
        for (Map.Entry<Integer, RangeChain> chain : chains.entrySet()) {
            int keyGroup = chain.getKey();
            List<StoredRange> ranges = new ArrayList<>();
            for (StoredRange range : chain.getValue().ranges()) {
                ranges.add(target.keep(id, keyGroup, range));
            }
            for (byte[] range : unstored.getOrDefault(keyGroup, List.of())) {
                ranges.add(target.add(id, keyGroup, range, 0, range.length));
            }
            chain.setValue(new RangeChain(ranges));
        }
        release();
    }

    @Override
    public void release() {
        unstored.clear();
    }

    @Override
    public RangeChain chain(int keyGroup) {
        return chains.getOrDefault(keyGroup, RangeChain.EMPTY);
    }
}

package io.yarnflink.state;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A state that was restored and nobody has asked for, as it was stored. */
final class FrozenBytes implements FrozenPart {
    private final StateId id;
    private final Map<Integer, List<byte[]>> restored = new TreeMap<>();
    private final Map<Integer, RangeChain> chains = new HashMap<>();

    FrozenBytes(StateId id) {
        this.id = id;
    }

    void set(int keyGroup, List<byte[]> ranges) {
        restored.put(keyGroup, ranges);
    }

    @Override
    public StateId id() {
        return id;
    }

    @Override
    public void write(SnapshotTarget target, @Nullable HeapSnapshot previous) throws IOException {
        for (Map.Entry<Integer, List<byte[]>> group : restored.entrySet()) {
            int keyGroup = group.getKey();
            List<StoredRange> ranges = new ArrayList<>();
            if (previous != null) {
                for (StoredRange range : previous.chain(id, keyGroup).ranges()) {
                    ranges.add(target.keep(id, keyGroup, range));
                }
            }
            if (ranges.isEmpty()) {
                for (byte[] range : group.getValue()) {
                    ranges.add(target.add(id, keyGroup, range, 0, range.length));
                }
            }
            chains.put(keyGroup, new RangeChain(ranges));
        }
        release();
    }

    @Override
    public void release() {
        restored.clear();
    }

    @Override
    public RangeChain chain(int keyGroup) {
        return chains.getOrDefault(keyGroup, RangeChain.EMPTY);
    }
}

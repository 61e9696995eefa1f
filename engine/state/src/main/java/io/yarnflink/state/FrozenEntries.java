package io.yarnflink.state;

import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries of one state, or the timers of one name, by key group; each goes on from what is stored of it, if any is. */
final class FrozenEntries implements FrozenPart {
    private final StateId id;
    private final int firstKeyGroup;
    private final TypeSerializer<?>[] serializers;
    private final @Nullable FrozenGroup[] groups;
    private final RangeChain[] chains;

    /** {@code serializers} are those of the live state, which are duplicated. */
    FrozenEntries(StateId id, KeyGroupRange range, TypeSerializer<?>[] serializers) {
        this.id = id;
        firstKeyGroup = range.first();
        this.serializers =
                Arrays.stream(serializers).map(TypeSerializer::duplicate).toArray(TypeSerializer<?>[]::new);
        groups = new @Nullable FrozenGroup[range.size()];
        chains = new RangeChain[range.size()];
        Arrays.fill(chains, RangeChain.EMPTY);
    }

    /** The part has {@code group}, null being nothing, behind the ranges of {@code chain}. */
    void set(int offset, @Nullable FrozenGroup group, RangeChain chain) {
        groups[offset] = group;
        chains[offset] = chain;
    }

    @Override
    public StateId id() {
        return id;
    }

    @Override
    public RangeChain chain(int keyGroup) {
        return chains[keyGroup - firstKeyGroup];
    }

    @Override
    public void write(SnapshotTarget target) throws IOException {
        ByteArrayOutputView entries = new ByteArrayOutputView(1024);
        ByteArrayOutputView joined = new ByteArrayOutputView(1024);
        for (int i = 0; i < groups.length; i++) {
            int keyGroup = firstKeyGroup + i;
            List<StoredRange> ranges = new ArrayList<>();
            for (StoredRange range : chains[i].ranges()) {
                ranges.add(target.keep(id, keyGroup, range));
            }
            FrozenGroup group = groups[i];
            if (group != null) {
                entries.reset();
                group.write(entries, serializers);
                release(i);
                joined.reset();
                StoredSerializers.join(StoredSerializers.snapshots(serializers), entries, joined);
                ranges.add(target.add(id, keyGroup, joined.array(), joined.offset(), joined.position()));
            }
            chains[i] = new RangeChain(ranges);
        }
    }

    @Override
    public void release() {
        for (int i = 0; i < groups.length; i++) {
            release(i);
        }
    }

    private void release(int offset) {
        FrozenGroup group = groups[offset];
        if (group != null) {
            groups[offset] = null;
            group.release();
        }
    }
}

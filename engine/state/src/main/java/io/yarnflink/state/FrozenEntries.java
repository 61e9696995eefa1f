package io.yarnflink.state;

import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries of one state, or the timers of one name, by key group, whole or as changes to what is stored. */
final class FrozenEntries implements FrozenPart {
    private final StateId id;
    private final int firstKeyGroup;
    private final TypeSerializer<?>[] serializers;
    private final @Nullable FrozenGroup[] changes;
    private final @Nullable FrozenGroup[] whole;
    private final SnapshotPlan.Choice[] choices;
    private final RangeChain[] chains;

    /** {@code serializers} are those of the live state, which are duplicated. */
    FrozenEntries(StateId id, KeyGroupRange range, TypeSerializer<?>[] serializers) {
        this.id = id;
        firstKeyGroup = range.first();
        this.serializers =
                Arrays.stream(serializers).map(TypeSerializer::duplicate).toArray(TypeSerializer<?>[]::new);
        changes = new @Nullable FrozenGroup[range.size()];
        whole = new @Nullable FrozenGroup[range.size()];
        choices = new SnapshotPlan.Choice[range.size()];
        Arrays.fill(choices, new SnapshotPlan.Choice(false, true));
        chains = new RangeChain[range.size()];
        Arrays.fill(chains, RangeChain.EMPTY);
    }

    /** What the task has frozen of a key group as it was to choose; null being nothing. */
    void set(int offset, SnapshotPlan.Choice choice, @Nullable FrozenGroup itsChanges, @Nullable FrozenGroup all) {
        choices[offset] = choice;
        changes[offset] = itsChanges;
        whole[offset] = all;
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
    public void collect(@Nullable HeapSnapshot previous) {
        for (int i = 0; i < choices.length; i++) {
            if (chainToGoOnFrom(i, previous).ranges().isEmpty()) {
                release(changes, i);
                continue;
            }
            release(whole, i);
            FrozenGroup group = changes[i];
            if (group != null) {
                group.collect();
            }
        }
    }

    @Override
    public void write(SnapshotTarget target, @Nullable HeapSnapshot previous) throws IOException {
        ByteArrayOutputView entries = new ByteArrayOutputView(1024);
        ByteArrayOutputView joined = new ByteArrayOutputView(1024);
        for (int i = 0; i < choices.length; i++) {
            int keyGroup = firstKeyGroup + i;
            List<StoredRange> ranges = new ArrayList<>();
            RangeChain chain = chainToGoOnFrom(i, previous);
            for (StoredRange range : chain.ranges()) {
                ranges.add(target.keep(id, keyGroup, range));
            }
            FrozenGroup group = chain.ranges().isEmpty() ? whole[i] : changes[i];
            if (group != null) {
                entries.reset();
                group.write(entries, serializers);
                joined.reset();
                StoredSerializers.join(StoredSerializers.snapshots(serializers), entries, joined);
                ranges.add(target.add(id, keyGroup, joined.array(), joined.offset(), joined.position()));
            }
            release(i);
            chains[i] = new RangeChain(ranges);
        }
    }

    /** Empty when all is to be written. */
    private RangeChain chainToGoOnFrom(int offset, @Nullable HeapSnapshot previous) {
        SnapshotPlan.Choice choice = choices[offset];
        if (!choice.changes()) {
            return RangeChain.EMPTY;
        }
        if (previous == null) {
            if (choice.whole()) {
                return RangeChain.EMPTY;
            }
            throw new IllegalStateException("what state '" + id.name() + "' builds on is durable no more");
        }
        int keyGroup = firstKeyGroup + offset;
        RangeChain chain = previous.chain(id, keyGroup);
        return choice.whole() && chain.isLong(keyGroup) ? RangeChain.EMPTY : chain;
    }

    @Override
    public void release() {
        for (int i = 0; i < choices.length; i++) {
            release(i);
        }
    }

    private void release(int offset) {
        release(changes, offset);
        release(whole, offset);
    }

    private static void release(@Nullable FrozenGroup[] groups, int offset) {
        FrozenGroup group = groups[offset];
        if (group != null) {
            groups[offset] = null;
            group.release();
        }
    }
}

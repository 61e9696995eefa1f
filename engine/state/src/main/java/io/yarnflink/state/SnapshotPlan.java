package io.yarnflink.state;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says of each key group of each state whether a snapshot holds all of it, what has changed, or what turns out to do. */
final class SnapshotPlan {
    private final KeyGroupRange range;
    private final boolean apart;
    private final @Nullable HeapSnapshot previous;

    /** A snapshot of which nothing before it or after it knows. */
    static SnapshotPlan apart(KeyGroupRange range) {
        return new SnapshotPlan(range, true, null);
    }

    /** A snapshot that goes on from {@code previous} if that is durable, or becomes so before this is written. */
    static SnapshotPlan after(@Nullable HeapSnapshot previous, KeyGroupRange range) {
        return new SnapshotPlan(range, false, previous != null && previous.isWritten() ? previous : null);
    }

    private SnapshotPlan(KeyGroupRange range, boolean apart, @Nullable HeapSnapshot previous) {
        this.range = range;
        this.apart = apart;
        this.previous = previous;
    }

    /** What one key group holds: what has changed since {@code previous}, all of it, or both until one is chosen. */
    record Choice(boolean changes, boolean whole) {}

    KeyGroupRange range() {
        return range;
    }

    /** Whether the next snapshot goes on from the one before this. */
    boolean isApart() {
        return apart;
    }

    /** {@code tracking}: the state knows what has changed since the snapshot before. */
    Choice choice(StateId id, int keyGroup, boolean tracking) {
        if (previous == null || !tracking) {
            return new Choice(false, true);
        }
        if (!previous.isDurable()) {
            return new Choice(true, true);
        }
        boolean isLong = previous.chain(id, keyGroup).isLong(keyGroup);
        return new Choice(!isLong, isLong);
    }

    /** Where the snapshot before is stored, once that is known for good. */
    Optional<HeapSnapshot> previous() {
        return Optional.ofNullable(previous);
    }
}

package io.yarnflink.state;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says of each key group of each state whether a snapshot holds all of it or what has changed. */
final class SnapshotPlan {
    private final KeyGroupRange range;
    private final boolean savepoint;
    private final @Nullable HeapSnapshot previous;

    /** A snapshot of which nothing before it or after it knows. */
    static SnapshotPlan apart(KeyGroupRange range) {
        return new SnapshotPlan(range, true, null);
    }

    /** A snapshot that goes on from {@code previous} as far as that is durable. */
    static SnapshotPlan after(@Nullable HeapSnapshot previous, KeyGroupRange range) {
        return new SnapshotPlan(range, false, previous != null && previous.isDurable() ? previous : null);
    }

    private SnapshotPlan(KeyGroupRange range, boolean savepoint, @Nullable HeapSnapshot previous) {
        this.range = range;
        this.savepoint = savepoint;
        this.previous = previous;
    }

    KeyGroupRange range() {
        return range;
    }

    /** Whether the next snapshot goes on from the one before this. */
    boolean isApart() {
        return savepoint;
    }

    /** Where what has not changed is stored; empty when all of it is to be written. */
    Optional<RangeChain> chain(StateId id, int keyGroup) {
        if (previous == null) {
            return Optional.empty();
        }
        RangeChain chain = previous.chain(id, keyGroup);
        return chain.isLong(keyGroup) ? Optional.empty() : Optional.of(chain);
    }

    /** The ranges of what cannot change. */
    RangeChain unchanged(StateId id, int keyGroup) {
        return previous == null ? RangeChain.EMPTY : previous.chain(id, keyGroup);
    }
}

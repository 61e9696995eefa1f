package io.yarnflink.state;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a snapshot holds of one state, or of the timers of one name. */
interface FrozenPart {
    StateId id();

    /** To be called before anything of the snapshot is written, with what {@link #write} is given. */
    default void collect(@Nullable HeapSnapshot previous) {}

    /** At most once; goes on from {@code previous} where that is there and the task has kept what changed since. */
    void write(SnapshotTarget target, @Nullable HeapSnapshot previous) throws IOException;

    /** It will not be written any more. */
    void release();

    /** Where a key group of this subtask has been stored, once all is written. */
    RangeChain chain(int keyGroup);
}

package io.yarnflink.state;

import java.io.IOException;

/** What a snapshot holds of one state, or of the timers of one name. */
interface FrozenPart {
    StateId id();

    /** At most once. */
    void write(SnapshotTarget target) throws IOException;

    /** It will not be written any more. */
    void release();

    /** Where a key group of this subtask has been stored, once all is written. */
    RangeChain chain(int keyGroup);
}

package io.yarnflink.taskmanager.exchange;

import org.jspecify.annotations.Nullable;

/** The consumer's end of a subpartition; task thread only. */
public interface InputChannel {
    /** The next element, or null when there is none now. */
    @Nullable
    Element poll();

    /** How snapshots hold what is under way here. */
    ElementCodec codec();

    /** How many bytes came in so far, 0 where nothing is serialized. */
    long bytes();
}

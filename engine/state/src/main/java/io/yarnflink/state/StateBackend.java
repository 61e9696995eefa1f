package io.yarnflink.state;

import java.util.List;

/** Opens databases for keyed states that are not kept on the heap. Any thread. */
public interface StateBackend {
    /** What its files are called in checkpoints. */
    String kind();

    /** A database of its own for the states of {@code owner}, with what was restored of earlier ones. Blocks. */
    <K> StateDatabase<K> open(KeyedState<K> owner, List<NativeFiles> restored);
}

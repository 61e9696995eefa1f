package io.yarnflink.state;

import io.yarnflink.api.state.StateDescriptor;
import io.yarnflink.api.typeutils.TypeSerializer;

/** Keeps the values of one operator's keyed states in one subtask outside of the heap. Task thread only. */
public interface StateDatabase<K> extends AutoCloseable {
    /** The table of a state, with what was restored of it; to be asked for once. */
    <N, V> ValueTable<K, V> table(
            StateId id, StateDescriptor.Type type, StateScope<K, N> scope, TypeSerializer<V> serializer);

    /**
     * All values as they are now. A {@code whole} one is in the form that every backend reads and refers to none before
     * it; else it may hold files of its own kind.
     */
    KeyedSnapshot snapshot(boolean whole);

    /** What is still to be written of snapshots can be written afterwards. */
    @Override
    void close();
}

package io.yarnflink.api.state;

import java.util.Set;

/** Gives access to states of an operator's subtask that belong to no key. */
public interface OperatorStateStore {
    /** A map that each subtask holds whole; after a restore each has all of it. */
    <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> stateDescriptor) throws Exception;

    /** A list whose elements a restore spreads evenly over the subtasks. */
    <S> ListState<S> getListState(ListStateDescriptor<S> stateDescriptor) throws Exception;

    /** A list of which a restore gives every subtask the elements of all. */
    <S> ListState<S> getUnionListState(ListStateDescriptor<S> stateDescriptor) throws Exception;

    Set<String> getRegisteredStateNames();

    Set<String> getRegisteredBroadcastStateNames();
}

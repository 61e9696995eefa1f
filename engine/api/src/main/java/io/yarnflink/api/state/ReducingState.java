package io.yarnflink.api.state;

/** One value per key: the reduction of all that were added. Adding null removes it. */
public interface ReducingState<T> extends MergingState<T, T> {}

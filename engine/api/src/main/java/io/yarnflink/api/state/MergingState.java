package io.yarnflink.api.state;

/** Appending state whose values for several namespaces can be merged. */
public interface MergingState<IN, OUT> extends AppendingState<IN, OUT> {}

package io.yarnflink.api.state;

/** One accumulator per key that all added values went into. Adding null removes it. */
public interface AggregatingState<IN, OUT> extends MergingState<IN, OUT> {}

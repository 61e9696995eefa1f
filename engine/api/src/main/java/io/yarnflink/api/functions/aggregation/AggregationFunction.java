package io.yarnflink.api.functions.aggregation;

import io.yarnflink.api.functions.ReduceFunction;

/** Reduces records to one of their kind, by one of their fields. */
public abstract class AggregationFunction<T> implements ReduceFunction<T> {}

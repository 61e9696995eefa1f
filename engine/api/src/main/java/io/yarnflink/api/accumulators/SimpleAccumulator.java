package io.yarnflink.api.accumulators;

import java.io.Serializable;

/** An accumulator whose sum has the type of its values. */
public interface SimpleAccumulator<T extends Serializable> extends Accumulator<T, T> {}

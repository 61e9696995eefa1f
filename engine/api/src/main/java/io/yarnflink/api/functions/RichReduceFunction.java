package io.yarnflink.api.functions;

/** A {@link ReduceFunction} with a life cycle. */
public abstract class RichReduceFunction<T> extends AbstractRichFunction implements ReduceFunction<T> {}

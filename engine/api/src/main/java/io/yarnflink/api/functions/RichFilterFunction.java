package io.yarnflink.api.functions;

/** A {@link FilterFunction} with a life cycle. */
public abstract class RichFilterFunction<T> extends AbstractRichFunction implements FilterFunction<T> {}

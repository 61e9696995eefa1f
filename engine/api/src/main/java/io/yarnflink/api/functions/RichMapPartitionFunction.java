package io.yarnflink.api.functions;

/** A {@link MapPartitionFunction} with a life cycle. */
public abstract class RichMapPartitionFunction<I, O> extends AbstractRichFunction
        implements MapPartitionFunction<I, O> {}

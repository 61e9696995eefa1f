package io.yarnflink.api.functions;

/** An {@link AggregateFunction} with a life cycle. */
public abstract class RichAggregateFunction<IN, ACC, OUT> extends AbstractRichFunction
        implements AggregateFunction<IN, ACC, OUT> {}

package io.yarnflink.api.functions;

/** A {@link FlatMapFunction} with a life cycle. */
public abstract class RichFlatMapFunction<IN, OUT> extends AbstractRichFunction implements FlatMapFunction<IN, OUT> {}

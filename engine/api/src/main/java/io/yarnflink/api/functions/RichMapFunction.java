package io.yarnflink.api.functions;

/** A {@link MapFunction} with a life cycle. */
public abstract class RichMapFunction<IN, OUT> extends AbstractRichFunction implements MapFunction<IN, OUT> {}

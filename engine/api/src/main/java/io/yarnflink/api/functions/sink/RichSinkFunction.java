package io.yarnflink.api.functions.sink;

import io.yarnflink.api.functions.AbstractRichFunction;

/** A sink with a life cycle. */
public abstract class RichSinkFunction<IN> extends AbstractRichFunction implements SinkFunction<IN> {}

package io.yarnflink.api.functions.source;

import io.yarnflink.api.functions.AbstractRichFunction;

/** A source that runs once, with a life cycle. */
public abstract class RichSourceFunction<OUT> extends AbstractRichFunction implements SourceFunction<OUT> {}

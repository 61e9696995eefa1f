package io.yarnflink.api.functions.source;

import io.yarnflink.api.functions.AbstractRichFunction;

/** A source of which several subtasks may run, with a life cycle. */
public abstract class RichParallelSourceFunction<OUT> extends AbstractRichFunction
        implements ParallelSourceFunction<OUT> {}

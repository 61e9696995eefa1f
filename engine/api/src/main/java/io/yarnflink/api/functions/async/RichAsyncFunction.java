package io.yarnflink.api.functions.async;

import io.yarnflink.api.functions.AbstractRichFunction;

/** An {@link AsyncFunction} with a life cycle; its runtime context has no keyed state. */
public abstract class RichAsyncFunction<IN, OUT> extends AbstractRichFunction implements AsyncFunction<IN, OUT> {}

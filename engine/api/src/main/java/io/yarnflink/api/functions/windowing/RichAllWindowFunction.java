package io.yarnflink.api.functions.windowing;

import io.yarnflink.api.functions.AbstractRichFunction;
import io.yarnflink.api.windowing.windows.Window;

/** An {@link AllWindowFunction} with a life cycle. */
public abstract class RichAllWindowFunction<IN, OUT, W extends Window> extends AbstractRichFunction
        implements AllWindowFunction<IN, OUT, W> {}

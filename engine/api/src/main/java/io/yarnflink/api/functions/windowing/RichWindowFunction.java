package io.yarnflink.api.functions.windowing;

import io.yarnflink.api.functions.AbstractRichFunction;
import io.yarnflink.api.windowing.windows.Window;

/** A {@link WindowFunction} with a life cycle. */
public abstract class RichWindowFunction<IN, OUT, KEY, W extends Window> extends AbstractRichFunction
        implements WindowFunction<IN, OUT, KEY, W> {}

package io.yarnflink.api.functions.windowing;

import io.yarnflink.api.windowing.windows.Window;

/** A {@link ProcessAllWindowFunction}, which is rich itself, under the name of release 1. */
@Deprecated
public abstract class RichProcessAllWindowFunction<IN, OUT, W extends Window>
        extends ProcessAllWindowFunction<IN, OUT, W> {}

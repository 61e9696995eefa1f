package io.yarnflink.api.functions.windowing;

import io.yarnflink.api.windowing.windows.Window;

/** A {@link ProcessWindowFunction}, which is rich itself, under the name of release 1. */
@Deprecated
public abstract class RichProcessWindowFunction<IN, OUT, KEY, W extends Window>
        extends ProcessWindowFunction<IN, OUT, KEY, W> {}

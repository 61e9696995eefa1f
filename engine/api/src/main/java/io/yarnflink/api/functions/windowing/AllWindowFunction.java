package io.yarnflink.api.functions.windowing;

import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.Function;
import io.yarnflink.api.windowing.windows.Window;

/** Handles the contents of a window without keys. */
public interface AllWindowFunction<IN, OUT, W extends Window> extends Function {
    void apply(W window, Iterable<IN> values, Collector<OUT> out) throws Exception;
}

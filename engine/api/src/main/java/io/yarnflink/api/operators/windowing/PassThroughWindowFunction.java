package io.yarnflink.api.operators.windowing;

import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.windowing.ProcessWindowFunction;
import io.yarnflink.api.windowing.windows.Window;

/** Emits a fired window's contents as they are. */
public final class PassThroughWindowFunction<T, K, W extends Window> extends ProcessWindowFunction<T, T, K, W> {
    @Override
    public void process(K key, Context context, Iterable<T> elements, Collector<T> out) {
        elements.forEach(out::collect);
    }
}

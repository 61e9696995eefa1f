package io.yarnflink.api.operators.windowing;

import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.windowing.ProcessWindowFunction;
import io.yarnflink.api.functions.windowing.WindowFunction;
import io.yarnflink.api.operators.WrappedFunction;
import io.yarnflink.api.windowing.windows.Window;
import java.util.Objects;

/** A {@link WindowFunction} as a process window function. */
public final class AppliedWindowFunction<IN, OUT, K, W extends Window> extends ProcessWindowFunction<IN, OUT, K, W>
        implements WrappedFunction {
    private final WindowFunction<IN, OUT, K, W> function;

    public AppliedWindowFunction(WindowFunction<IN, OUT, K, W> function) {
        this.function = Objects.requireNonNull(function, "window function is null");
    }

    @Override
    public Function wrapped() {
        return function;
    }

    @Override
    public void process(K key, Context context, Iterable<IN> elements, Collector<OUT> out) throws Exception {
        function.apply(key, context.window(), elements, out);
    }
}

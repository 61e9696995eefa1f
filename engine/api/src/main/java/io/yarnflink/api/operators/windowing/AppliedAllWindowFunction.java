package io.yarnflink.api.operators.windowing;

import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.windowing.AllWindowFunction;
import io.yarnflink.api.functions.windowing.ProcessWindowFunction;
import io.yarnflink.api.operators.WrappedFunction;
import io.yarnflink.api.windowing.windows.Window;
import java.util.Objects;

/** An {@link AllWindowFunction} as a process window function. */
public final class AppliedAllWindowFunction<IN, OUT, K, W extends Window> extends ProcessWindowFunction<IN, OUT, K, W>
        implements WrappedFunction {
    private final AllWindowFunction<IN, OUT, W> function;

    public AppliedAllWindowFunction(AllWindowFunction<IN, OUT, W> function) {
        this.function = Objects.requireNonNull(function, "window function is null");
    }

    @Override
    public Function wrapped() {
        return function;
    }

    @Override
    public void process(K key, Context context, Iterable<IN> elements, Collector<OUT> out) throws Exception {
        function.apply(context.window(), elements, out);
    }
}

package io.yarnflink.api.operators.windowing;

import io.yarnflink.api.functions.AggregateFunction;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.windowing.ProcessWindowFunction;
import io.yarnflink.api.operators.WrappedFunction;
import io.yarnflink.api.windowing.windows.Window;
import java.util.Collections;
import java.util.List;

/** Aggregates a window's records when it fires, for windows that must keep them all. */
public final class AggregatedWindowFunction<T, ACC, V, OUT, K, W extends Window>
        extends ProcessWindowFunction<T, OUT, K, W> implements WrappedFunction {
    private final AggregateFunction<T, ACC, V> aggregator;
    private final ProcessWindowFunction<V, OUT, K, W> function;

    public AggregatedWindowFunction(
            AggregateFunction<T, ACC, V> aggregator, ProcessWindowFunction<V, OUT, K, W> function) {
        this.aggregator = aggregator;
        this.function = function;
    }

    @Override
    public Function wrapped() {
        return function;
    }

    @Override
    public void process(K key, Context context, Iterable<T> elements, Collector<OUT> out) throws Exception {
        ACC accumulator = aggregator.createAccumulator();
        for (T element : elements) {
            accumulator = aggregator.add(element, accumulator);
        }
        List<V> result = Collections.singletonList(aggregator.getResult(accumulator));
        function.process(key, new HandedOnContext<>(function, context), result, out);
    }

    @Override
    public void clear(Context context) throws Exception {
        function.clear(new HandedOnContext<>(function, context));
    }
}

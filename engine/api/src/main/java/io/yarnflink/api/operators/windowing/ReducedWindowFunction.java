package io.yarnflink.api.operators.windowing;

import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.ReduceFunction;
import io.yarnflink.api.functions.windowing.ProcessWindowFunction;
import io.yarnflink.api.operators.WrappedFunction;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.windowing.windows.Window;
import java.util.Iterator;
import java.util.List;

/** Reduces a window's records when it fires, for windows that must keep them all. */
public final class ReducedWindowFunction<T, OUT, K, W extends Window> extends ProcessWindowFunction<T, OUT, K, W>
        implements WrappedFunction {
    private final ReduceFunction<T> reducer;
    private final TypeSerializer<T> serializer;
    private final ProcessWindowFunction<T, OUT, K, W> function;

    public ReducedWindowFunction(
            ReduceFunction<T> reducer, TypeSerializer<T> serializer, ProcessWindowFunction<T, OUT, K, W> function) {
        this.reducer = reducer;
        this.serializer = serializer;
        this.function = function;
    }

    @Override
    public Function wrapped() {
        return function;
    }

    @Override
    public void process(K key, Context context, Iterable<T> elements, Collector<OUT> out) throws Exception {
        Iterator<T> iterator = elements.iterator();
        if (!iterator.hasNext()) {
            return;
        }
        // Reductions may change their first argument, and this one is in the window's state.
        T reduced = serializer.copy(iterator.next());
        while (iterator.hasNext()) {
            reduced = reducer.reduce(reduced, iterator.next());
        }
        function.process(key, new HandedOnContext<>(function, context), List.of(reduced), out);
    }

    @Override
    public void clear(Context context) throws Exception {
        function.clear(new HandedOnContext<>(function, context));
    }
}

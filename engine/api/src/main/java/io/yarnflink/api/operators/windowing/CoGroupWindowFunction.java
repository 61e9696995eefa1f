package io.yarnflink.api.operators.windowing;

import io.yarnflink.api.functions.CoGroupFunction;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.windowing.ProcessWindowFunction;
import io.yarnflink.api.operators.WrappedFunction;
import io.yarnflink.api.windowing.windows.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Hands both sides of a window to a {@link CoGroupFunction}. */
public final class CoGroupWindowFunction<A, B, O, K, W extends Window>
        extends ProcessWindowFunction<TaggedUnion<A, B>, O, K, W> implements WrappedFunction {
    private final CoGroupFunction<A, B, O> function;

    public CoGroupWindowFunction(CoGroupFunction<A, B, O> function) {
        this.function = Objects.requireNonNull(function, "function is null");
    }

    @Override
    public Function wrapped() {
        return function;
    }

    @Override
    @SuppressWarnings("NullAway") // A record's own side is set; null in it is the program's null.
    public void process(K key, Context context, Iterable<TaggedUnion<A, B>> elements, Collector<O> out)
            throws Exception {
        List<A> ones = new ArrayList<>();
        List<B> twos = new ArrayList<>();
        for (TaggedUnion<A, B> element : elements) {
            if (element.isOne()) {
                ones.add(element.one());
            } else {
                twos.add(element.two());
            }
        }
        function.coGroup(ones, twos, out);
    }
}

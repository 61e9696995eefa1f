package io.yarnflink.api.operators.windowing;

import io.yarnflink.api.functions.CoGroupFunction;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.JoinFunction;
import io.yarnflink.api.operators.WrappedFunction;
import java.util.Objects;

/** A {@link JoinFunction} over each pair of a group. */
public final class JoinedPairs<A, B, O> implements CoGroupFunction<A, B, O>, WrappedFunction {
    private final JoinFunction<A, B, O> function;

    public JoinedPairs(JoinFunction<A, B, O> function) {
        this.function = Objects.requireNonNull(function, "function is null");
    }

    @Override
    public Function wrapped() {
        return function;
    }

    @Override
    public void coGroup(Iterable<A> first, Iterable<B> second, Collector<O> out) throws Exception {
        for (A one : first) {
            for (B two : second) {
                out.collect(function.join(one, two));
            }
        }
    }
}

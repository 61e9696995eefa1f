package io.yarnflink.api.operators.windowing;

import io.yarnflink.api.functions.CoGroupFunction;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.FlatJoinFunction;
import io.yarnflink.api.functions.Function;
import io.yarnflink.api.operators.WrappedFunction;
import java.util.Objects;

/** A {@link FlatJoinFunction} over each pair of a group. */
public final class FlatJoinedPairs<A, B, O> implements CoGroupFunction<A, B, O>, WrappedFunction {
    private final FlatJoinFunction<A, B, O> function;

    public FlatJoinedPairs(FlatJoinFunction<A, B, O> function) {
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
                function.join(one, two, out);
            }
        }
    }
}

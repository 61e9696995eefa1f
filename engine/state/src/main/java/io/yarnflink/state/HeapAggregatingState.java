package io.yarnflink.state;

import io.yarnflink.api.functions.AggregateFunction;
import io.yarnflink.api.state.AggregatingState;
import org.jspecify.annotations.Nullable;

/** An accumulator of what was added, per key. */
final class HeapAggregatingState<IN, ACC, OUT> implements AggregatingState<IN, OUT>, Mergeable<ACC> {
    private final Cells<ACC> cells;
    private final AggregateFunction<IN, ACC, OUT> aggregator;

    HeapAggregatingState(Cells<ACC> cells, AggregateFunction<IN, ACC, OUT> aggregator) {
        this.cells = cells;
        this.aggregator = aggregator;
    }

    @Override
    public @Nullable OUT get() {
        ACC accumulator = cells.get();
        return accumulator == null ? null : aggregator.getResult(accumulator);
    }

    @Override
    public void add(@Nullable IN value) {
        if (value == null) {
            clear();
            return;
        }
        ACC accumulator = cells.get();
        cells.put(aggregator.add(value, accumulator == null ? aggregator.createAccumulator() : accumulator));
    }

    @Override
    public void clear() {
        cells.remove();
    }

    @Override
    public Cells<ACC> cells() {
        return cells;
    }

    @Override
    public ACC merged(ACC one, ACC other) {
        return aggregator.merge(one, other);
    }
}

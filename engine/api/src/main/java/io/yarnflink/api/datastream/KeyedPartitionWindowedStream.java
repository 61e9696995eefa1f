package io.yarnflink.api.datastream;

import io.yarnflink.api.functions.AggregateFunction;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.functions.MapPartitionFunction;
import io.yarnflink.api.functions.ReduceFunction;
import io.yarnflink.api.functions.windowing.WindowFunction;
import io.yarnflink.api.operators.Order;
import io.yarnflink.api.operators.WrappedFunction;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.windowing.assigners.GlobalWindows;
import io.yarnflink.api.windowing.windows.GlobalWindow;
import org.jspecify.annotations.Nullable;

/** All records of each key as one window, which fires when the input ends. */
final class KeyedPartitionWindowedStream<T, KEY> implements PartitionWindowedStream<T> {
    private final KeyedStream<T, KEY> input;

    KeyedPartitionWindowedStream(KeyedStream<T, KEY> input) {
        this.input = input;
    }

    private WindowedStream<T, KEY, GlobalWindow> windows() {
        return input.window(GlobalWindows.createWithEndOfStreamTrigger());
    }

    @Override
    public <R> SingleOutputStreamOperator<R> mapPartition(MapPartitionFunction<T, R> mapPartitionFunction) {
        return map(mapPartitionFunction, Partitions.outputOf(mapPartitionFunction, input));
    }

    private <R> SingleOutputStreamOperator<R> map(
            MapPartitionFunction<T, R> function, @Nullable TypeInformation<R> type) {
        return windows().apply(new OfKey<>(function), type);
    }

    /** Hands a key's records on. */
    private record OfKey<T, R, KEY>(MapPartitionFunction<T, R> function)
            implements WindowFunction<T, R, KEY, GlobalWindow>, WrappedFunction {
        @Override
        public void apply(KEY key, GlobalWindow window, Iterable<T> records, Collector<R> out) throws Exception {
            function.mapPartition(records, out);
        }

        @Override
        public Function wrapped() {
            return function;
        }
    }

    @Override
    public SingleOutputStreamOperator<T> reduce(ReduceFunction<T> reduceFunction) {
        return windows().reduce(reduceFunction);
    }

    @Override
    public <ACC, R> SingleOutputStreamOperator<R> aggregate(AggregateFunction<T, ACC, R> aggregateFunction) {
        return windows().aggregate(aggregateFunction);
    }

    @Override
    public SingleOutputStreamOperator<T> sortPartition(int field, Order order) {
        return map(PartitionSort.by(input, field, order), input.getType());
    }

    @Override
    public SingleOutputStreamOperator<T> sortPartition(String field, Order order) {
        return map(PartitionSort.by(input, field, order), input.getType());
    }

    @Override
    public <K> SingleOutputStreamOperator<T> sortPartition(KeySelector<T, K> keySelector, Order order) {
        return map(PartitionSort.by(input, keySelector, order), input.getType());
    }
}

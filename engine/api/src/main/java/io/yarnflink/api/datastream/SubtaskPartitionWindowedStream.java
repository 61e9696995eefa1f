package io.yarnflink.api.datastream;

import io.yarnflink.api.functions.AggregateFunction;
import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.functions.MapPartitionFunction;
import io.yarnflink.api.functions.ReduceFunction;
import io.yarnflink.api.operators.GivenOperator;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.operators.Order;
import io.yarnflink.api.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/** All records of each subtask as one window, which fires when the input ends. */
final class SubtaskPartitionWindowedStream<T> implements PartitionWindowedStream<T> {
    private final DataStream<T> input;

    SubtaskPartitionWindowedStream(DataStream<T> input) {
        this.input = input;
    }

    @Override
    public <R> SingleOutputStreamOperator<R> mapPartition(MapPartitionFunction<T, R> mapPartitionFunction) {
        return map("MapPartition", mapPartitionFunction, Partitions.outputOf(mapPartitionFunction, input));
    }

    private <R> SingleOutputStreamOperator<R> map(
            String name, MapPartitionFunction<T, R> function, @Nullable TypeInformation<R> type) {
        return run(name, new Partitions.Mapped<>(function, input.getType()), type);
    }

    private <R> SingleOutputStreamOperator<R> run(
            String name, Partitions.Collecting<?, T, R, ?> operator, @Nullable TypeInformation<R> type) {
        return input.transform(name, type, new OperatorDescriptor.Custom<>(new GivenOperator<T, T, R>(operator)));
    }

    @Override
    public SingleOutputStreamOperator<T> reduce(ReduceFunction<T> reduceFunction) {
        return run("PartitionReduce", new Partitions.Reduced<>(reduceFunction, input.getType()), input.getType());
    }

    @Override
    public <ACC, R> SingleOutputStreamOperator<R> aggregate(AggregateFunction<T, ACC, R> aggregateFunction) {
        TypeInformation<ACC> accumulator = AggregateTypes.accumulator(aggregateFunction, input.getType());
        return run(
                "PartitionAggregate",
                new Partitions.Aggregated<>(aggregateFunction, accumulator),
                AggregateTypes.result(aggregateFunction, input.getType()));
    }

    @Override
    public SingleOutputStreamOperator<T> sortPartition(int field, Order order) {
        return map("SortPartition", PartitionSort.by(input, field, order), input.getType());
    }

    @Override
    public SingleOutputStreamOperator<T> sortPartition(String field, Order order) {
        return map("SortPartition", PartitionSort.by(input, field, order), input.getType());
    }

    @Override
    public <K> SingleOutputStreamOperator<T> sortPartition(KeySelector<T, K> keySelector, Order order) {
        return map("SortPartition", PartitionSort.by(input, keySelector, order), input.getType());
    }
}

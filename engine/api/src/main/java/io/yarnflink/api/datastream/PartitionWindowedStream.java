package io.yarnflink.api.datastream;

import io.yarnflink.api.functions.AggregateFunction;
import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.functions.MapPartitionFunction;
import io.yarnflink.api.functions.ReduceFunction;
import io.yarnflink.api.operators.Order;

/** A stream whose partitions are windows that fire when the input ends: of each key, or of each subtask without keys. */
public interface PartitionWindowedStream<T> {
    /** Hands all records of a partition to {@code mapPartitionFunction}. */
    <R> SingleOutputStreamOperator<R> mapPartition(MapPartitionFunction<T, R> mapPartitionFunction);

    /** Emits one record per partition, the reduction of all. */
    SingleOutputStreamOperator<T> reduce(ReduceFunction<T> reduceFunction);

    /** Emits one result per partition, also of a subtask that got no records. */
    <ACC, R> SingleOutputStreamOperator<R> aggregate(AggregateFunction<T, ACC, R> aggregateFunction);

    /** Emits the records of each partition ordered by the field at a position. */
    SingleOutputStreamOperator<T> sortPartition(int field, Order order);

    /** Emits the records of each partition ordered by the field of a name, or a field's field. */
    SingleOutputStreamOperator<T> sortPartition(String field, Order order);

    /** Emits the records of each partition ordered by what {@code keySelector} finds in them. */
    <K> SingleOutputStreamOperator<T> sortPartition(KeySelector<T, K> keySelector, Order order);
}

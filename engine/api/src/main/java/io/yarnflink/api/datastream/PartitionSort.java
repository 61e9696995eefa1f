package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.common.InvalidProgramException;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.functions.MapPartitionFunction;
import io.yarnflink.api.functions.aggregation.FieldAsKey;
import io.yarnflink.api.operators.Order;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Emits the records of a partition in the order of a key; those of equal keys as they came. */
final class PartitionSort<T, K> implements MapPartitionFunction<T, T> {
    private final KeySelector<T, K> keySelector;
    private final boolean descending;

    private PartitionSort(KeySelector<T, K> keySelector, Order order) {
        if (requireNonNull(order, "order is null") != Order.ASCENDING && order != Order.DESCENDING) {
            throw new InvalidProgramException("Partitions are sorted ASCENDING or DESCENDING, not " + order);
        }
        this.keySelector = keySelector;
        descending = order == Order.DESCENDING;
    }

    static <T> PartitionSort<T, ?> by(DataStream<T> input, int field, Order order) {
        return new PartitionSort<>(
                FieldAsKey.<T, Object>at(input.getType(), field, PartitionSort::checkComparable), order);
    }

    static <T> PartitionSort<T, ?> by(DataStream<T> input, String field, Order order) {
        return new PartitionSort<>(
                FieldAsKey.<T, Object>of(input.getType(), field, PartitionSort::checkComparable), order);
    }

    static <T, K> PartitionSort<T, K> by(DataStream<T> input, KeySelector<T, K> keySelector, Order order) {
        TypeInformation<K> type = Keys.typeOf(keySelector, input);
        checkComparable(type.getTypeClass());
        return new PartitionSort<>(keySelector, order);
    }

    private static void checkComparable(Class<?> keyClass) {
        if (!keyClass.isPrimitive() && !Comparable.class.isAssignableFrom(keyClass)) {
            throw new InvalidProgramException("Cannot sort partitions by " + keyClass.getName()
                    + ": its values cannot be compared. Sort by a number, a text or another Comparable");
        }
    }

    /** A record with its key, which is asked for once. */
    private record Keyed<T>(T value, Comparable<Object> key) {}

    @Override
    @SuppressWarnings("unchecked") // Its class was checked, and each record's key is of it.
    public void mapPartition(Iterable<T> values, Collector<T> out) throws Exception {
        List<Keyed<T>> sorted = new ArrayList<>();
        for (T value : values) {
            sorted.add(new Keyed<>(value, (Comparable<Object>) keySelector.getKey(value)));
        }
        Comparator<Keyed<T>> byKey = (one, other) -> one.key().compareTo(other.key());
        sorted.sort(descending ? byKey.reversed() : byKey);
        sorted.forEach(keyed -> out.collect(keyed.value()));
    }
}

package io.yarnflink.state;

import io.yarnflink.api.state.AggregatingStateDescriptor;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.state.ReducingStateDescriptor;
import io.yarnflink.api.state.State;
import io.yarnflink.api.state.StateDescriptor;
import io.yarnflink.api.state.StateTtlConfig;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.time.Clock;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.serializers.ListSerializer;
import io.yarnflink.api.typeutils.serializers.MapSerializer;
import java.util.Collection;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Makes states over tables of their values. */
final class HeapStates {
    private HeapStates() {}

    /** A state and the table that holds its values. */
    record Made<V>(State state, ValueTable<?, V> table) {}

    /** What the values of a state are stored with; with a time to live each has a time beside it. */
    static TypeSerializer<?> storedSerializer(StateDescriptor<?, ?> descriptor) {
        if (!descriptor.getTtlConfig().isEnabled()) {
            return descriptor.getSerializer();
        }
        if (descriptor instanceof ListStateDescriptor<?> list) {
            return new ListSerializer<>(new ExpiringSerializer<>(list.getElementSerializer()));
        }
        if (descriptor instanceof MapStateDescriptor<?, ?> map) {
            return new MapSerializer<>(map.getKeySerializer(), new ExpiringSerializer<>(map.getValueSerializer()));
        }
        return new ExpiringSerializer<>(descriptor.getSerializer());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // The descriptor says what the values are.
    static <K, N, V> Made<V> make(StateDescriptor<?, ?> descriptor, StateScope<K, N> scope, Clock clock) {
        ValueTable table = scope.table(descriptor, storedSerializer(descriptor));
        StateTtlConfig config = descriptor.getTtlConfig();
        if (!config.isEnabled()) {
            return new Made<V>(state(descriptor, table), table);
        }
        TimeToLive ttl = new TimeToLive(config, clock);
        if (ttl.sweptEntries() > 0) {
            table.expire(new ValueTable.Expiry<Object>(ttl.sweptEntries(), value -> isOver(value, ttl::isOver)));
        }
        if (config.getCleanupStrategies().inFullSnapshot()) {
            Supplier<Predicate<Object>> overByNow = () -> {
                Predicate<Expiring<?>> isOver = ttl.overByNow();
                return value -> isOver(value, isOver);
            };
            table.dropInSnapshots(overByNow);
        }
        if (descriptor instanceof ListStateDescriptor) {
            return new Made<V>(new ExpiringListState(table, ttl), table);
        }
        if (descriptor instanceof MapStateDescriptor<?, ?> map) {
            return new Made<V>(new ExpiringMapState(table, ttl, valuesChange(map)), table);
        }
        return new Made<V>(state(descriptor, new ExpiringCells<>(table, ttl)), table);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // The descriptor says what the values are.
    private static State state(StateDescriptor<?, ?> descriptor, Cells cells) {
        return switch (descriptor.getType()) {
            case VALUE -> new HeapValueState(cells, (ValueStateDescriptor) descriptor);
            case LIST -> new HeapListState(cells);
            case MAP -> new HeapMapState(cells, valuesChange((MapStateDescriptor) descriptor));
            case REDUCING -> new HeapReducingState(cells, ((ReducingStateDescriptor) descriptor).getReduceFunction());
            case AGGREGATING ->
                new HeapAggregatingState(cells, ((AggregatingStateDescriptor) descriptor).getAggregateFunction());
        };
    }

    private static boolean valuesChange(MapStateDescriptor<?, ?> descriptor) {
        return !descriptor.getValueSerializer().isImmutableType();
    }

    /** Whether all of a value is over. */
    private static boolean isOver(Object value, Predicate<Expiring<?>> isOver) {
        if (value instanceof Expiring<?> one) {
            return isOver.test(one);
        }
        Collection<?> parts = value instanceof Map<?, ?> map ? map.values() : (Collection<?>) value;
        return parts.stream().allMatch(part -> isOver.test((Expiring<?>) part));
    }
}

package io.yarnflink.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.state.MapState;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.state.StateTtlConfig;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.time.Clock;
import io.yarnflink.api.typeinfo.Types;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimeToLiveTest {
    private static final int KEYS = 20;

    /** Moves on by so much with each look at it. */
    private static final class RunningClock implements Clock {
        private long now;
        private long step;

        @Override
        public long wallMillis() {
            now += step;
            return now;
        }

        @Override
        public long nanos() {
            return now * 1_000_000;
        }
    }

    private final RunningClock clock = new RunningClock();
    private final ExecutionConfig config = new ExecutionConfig();
    private final KeyedState<String> keyed = fresh();

    private KeyedState<String> fresh() {
        return new KeyedState<>(
                KeyGroups.rangeOf(0, 1, 1), 1, Types.STRING.createSerializer(config), config, clock, backend());
    }

    private static void select(KeyedState<String> keyed, String key) {
        keyed.setCurrentKey(key, KeyGroups.hash(key));
    }

    private static StateTtlConfig.Builder ttl() {
        return StateTtlConfig.newBuilder(Duration.ofMillis(100)).disableCleanupInBackground();
    }

    private static ValueState<Long> value(KeyedState<String> of) {
        ValueStateDescriptor<Long> descriptor = new ValueStateDescriptor<>("value", Types.LONG);
        descriptor.enableTimeToLive(ttl().cleanupFullSnapshot().build());
        return of.global().getState(descriptor);
    }

    private MapState<String, Long> map() {
        MapStateDescriptor<String, Long> descriptor = new MapStateDescriptor<>("map", Types.STRING, Types.LONG);
        descriptor.enableTimeToLive(ttl().build());
        return keyed.global().getMapState(descriptor);
    }

    /** How values are kept; null on the heap. */
    @Nullable
    StateBackend backend() {
        return null;
    }

    @Test
    void aSnapshotDuringWhichValuesEndCanBeRead() throws Exception {
        ValueState<Long> value = value(keyed);
        for (long key = 0; key < KEYS; key++) {
            select(keyed, "k" + key);
            value.update(key);
            clock.now++;
        }
        clock.now = 100;
        clock.step = 1;
        KeyedSnapshot snapshot = keyed.snapshot(true);
        clock.step = 0;
        KeyedState<String> restored = fresh();
        StoredKeyGroups.of(snapshot).keyGroups().forEach(restored::restore);
        ValueState<Long> again = value(restored);
        clock.now = 0;
        select(restored, "k" + (KEYS - 1));
        assertThat(again.value()).isIn(null, KEYS - 1L);
        assertThat(restored.size()).isLessThanOrEqualTo(KEYS);
    }

    @Test
    void whatAnIteratorRemovesIsGone() throws Exception {
        MapState<String, Long> map = map();
        select(keyed, "a");
        map.putAll(Map.of("x", 1L, "y", 2L, "z", 3L, "last", 4L));
        Iterator<Map.Entry<String, Long>> entries = map.iterator();
        while (entries.hasNext()) {
            if (entries.next().getValue() == 1L) {
                entries.remove();
            }
        }
        assertThat(map.contains("x")).isFalse();
        removeFirst(map.entries().iterator(), 1);
        removeFirst(map.keys().iterator(), 1);
        assertThat(map.keys()).hasSize(1);
        removeFirst(map.values().iterator(), 1);
        assertThat(map.isEmpty()).isTrue();
        assertThat(keyed.size()).as("nothing is left of the key").isZero();
    }

    private static void removeFirst(Iterator<?> iterator, int count) {
        for (int i = 0; i < count; i++) {
            iterator.next();
            iterator.remove();
        }
    }

    @Test
    void aMapWhoseEntriesAreOverTakesNoRoom() throws Exception {
        MapState<String, Long> map = map();
        select(keyed, "a");
        map.put("x", 1L);
        map.remove("x");
        assertThat(keyed.size()).isZero();
        map.put("x", 1L);
        clock.now = 500;
        assertThat(map.get("x")).isNull();
        assertThat(keyed.size()).isZero();
        map.put("y", 1L);
        clock.now = 1000;
        assertThat(map.isEmpty()).isTrue();
        assertThat(keyed.size()).isZero();
    }
}

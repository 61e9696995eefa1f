package io.yarnflink.taskmanager.operators.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.state.MapState;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.state.VoidNamespace;
import io.yarnflink.api.state.VoidNamespaceSerializer;
import io.yarnflink.api.time.SystemClock;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.serializers.StringSerializer;
import io.yarnflink.api.windowing.assigners.EventTimeSessionWindows;
import io.yarnflink.api.windowing.assigners.MergingWindowAssigner;
import io.yarnflink.api.windowing.windows.TimeWindow;
import io.yarnflink.state.KeyGroupRange;
import io.yarnflink.state.KeyGroups;
import io.yarnflink.state.KeyedState;
import io.yarnflink.state.OperatorSnapshot;
import io.yarnflink.state.OperatorStateSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergingWindowsTest {
    private final MergingWindowAssigner<Object, TimeWindow> sessions =
            EventTimeSessionWindows.withGap(Duration.ofMillis(10));
    private final TypeSerializer<TimeWindow> windows = sessions.getWindowSerializer(new ExecutionConfig());
    private final List<String> merges = new ArrayList<>();

    private static KeyedState<String> keyed() {
        KeyedState<String> keyed = new KeyedState<>(
                new KeyGroupRange(0, 0), 1, StringSerializer.INSTANCE, new ExecutionConfig(), SystemClock.INSTANCE);
        select(keyed, "a");
        return keyed;
    }

    private static void select(KeyedState<String> keyed, String key) {
        keyed.setCurrentKey(key, KeyGroups.hash(key));
    }

    private static KeyedState<String> restored(KeyedState<String> keyed) {
        KeyedState<String> restored = keyed();
        new OperatorSnapshot(keyed.snapshot(true), new OperatorStateSnapshot())
                .inMemory()
                .keyGroups()
                .forEach(restored::restore);
        return restored;
    }

    private MergingWindows<TimeWindow> of(KeyedState<String> keyed) {
        return new MergingWindows<>(sessions, MergingWindows.state(keyed, windows));
    }

    private TimeWindow add(MergingWindows<TimeWindow> merging, long start, long end) throws Exception {
        return merging.add(
                new TimeWindow(start, end),
                (result, merged, state, states) -> merges.add(result + " of " + merged + " in " + state + states));
    }

    @Test
    void aWindowThatClosesAGapMergesBothAndKeepsTheStateOfOne() throws Exception {
        KeyedState<String> keyed = keyed();
        MergingWindows<TimeWindow> merging = of(keyed);
        TimeWindow first = add(merging, 0, 10);
        TimeWindow last = add(merging, 15, 25);
        assertThat(merges).isEmpty();
        TimeWindow all = add(merging, 5, 20);
        assertThat(all).isEqualTo(new TimeWindow(0, 25));
        assertThat(merges).containsExactly(all + " of " + List.of(first, last) + " in " + first + List.of(last));
        assertThat(merging.stateWindow(all)).isEqualTo(first);
        assertThat(merging.stateWindow(last)).isNull();
        select(keyed, "b");
        assertThat(merging.stateWindow(all)).isNull();
        select(keyed, "a");
        merging.retire(all);
        assertThat(merging.stateWindow(all)).isNull();
        assertThat(keyed.size()).as("of a key without windows nothing is kept").isZero();
    }

    @Test
    void windowsThatWereKeptAsMapStateAreRestored() throws Exception {
        KeyedState<String> old = keyed();
        MapState<TimeWindow, TimeWindow> entries = old.scope(
                        "merging-windows", VoidNamespaceSerializer.INSTANCE, VoidNamespace.INSTANCE)
                .getMapState(new MapStateDescriptor<>("merging-windows", windows, windows));
        TimeWindow first = new TimeWindow(0, 10);
        entries.put(new TimeWindow(0, 12), first);
        entries.put(new TimeWindow(30, 40), new TimeWindow(30, 40));
        KeyedState<String> keyed = old;
        for (int round = 0; round < 2; round++) {
            keyed = restored(keyed);
            MergingWindows<TimeWindow> merging = of(keyed);
            TimeWindow grown = add(merging, 12 + round, 20 + round);
            assertThat(merging.stateWindow(grown)).isEqualTo(first);
            assertThat(merging.stateWindow(new TimeWindow(30, 40))).isEqualTo(new TimeWindow(30, 40));
        }
    }
}

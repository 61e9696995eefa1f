package io.yarnflink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.time.SystemClock;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.typeutils.serializers.StringSerializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OperatorSnapshotTest {
    private static final int MAX_PARALLELISM = 16;
    private static final ListStateDescriptor<String> LIST = new ListStateDescriptor<>("list", Types.STRING);
    private static final ListStateDescriptor<String> UNION = new ListStateDescriptor<>("union", Types.STRING);
    private static final MapStateDescriptor<String, String> RULES =
            new MapStateDescriptor<>("rules", Types.STRING, Types.STRING);

    private final ExecutionConfig config = new ExecutionConfig();

    /** How values are kept; null on the heap. */
    @Nullable
    StateBackend backend() {
        return null;
    }

    @Test
    void timersComeBackInTheirOrderAndOnce() throws Exception {
        KeyedState<String> state = keyed(0, 1);
        TimerQueue<String, String> timers = state.timers("t", StringSerializer.INSTANCE);
        add(timers, "a", "second", 7);
        add(timers, "a", "third", 7);
        add(timers, "a", "past", -5);
        add(timers, "a", "end", Long.MAX_VALUE);
        add(timers, "a", "gone", 9);
        timers.remove("a", KeyGroups.hash("a"), "gone", 9);

        TimerQueue<String, String> restored = restored(0, 1, snapshot(state)).timers("t", StringSerializer.INSTANCE);
        assertThat(add(restored, "a", "second", 7)).isFalse();
        assertThat(fired(restored)).containsExactly("a/past@-5", "a/second@7", "a/third@7", "a/end@" + Long.MAX_VALUE);
    }

    @Test
    void timersGoToTheOwnersOfTheirKeyGroups() throws Exception {
        List<String> expected = new ArrayList<>();
        List<OperatorSnapshot> old = new ArrayList<>();
        for (int subtask = 0; subtask < 3; subtask++) {
            KeyedState<String> state = keyed(subtask, 3);
            TimerQueue<String, String> timers = state.timers("t", StringSerializer.INSTANCE);
            for (int i = 0; i < 100; i++) {
                String key = "key" + i;
                if (state.range().contains(KeyGroups.keyGroup(KeyGroups.hash(key), MAX_PARALLELISM))) {
                    add(timers, key, "n", i);
                    expected.add(key + "/n@" + i);
                }
            }
            old.add(OperatorSnapshot.stored(snapshot(state), new OperatorStateSnapshot()));
        }
        List<String> fired = new ArrayList<>();
        for (int parallelism : new int[] {1, 2, 7, MAX_PARALLELISM}) {
            fired.clear();
            List<OperatorSnapshot> parts = OperatorSnapshot.redistribute(old, parallelism, MAX_PARALLELISM);
            for (int subtask = 0; subtask < parallelism; subtask++) {
                KeyedState<String> part =
                        restored(subtask, parallelism, parts.get(subtask).keyGroups());
                fired.addAll(fired(part.timers("t", StringSerializer.INSTANCE)));
            }
            assertThat(fired).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void timersThatNobodyAskedForAgainStayInTheSnapshot() throws Exception {
        KeyedState<String> state = keyed(0, 1);
        add(state.timers("t", StringSerializer.INSTANCE), "a", "n", 3);
        KeyedState<String> unaware = restored(0, 1, snapshot(state));
        assertThat(fired(restored(0, 1, snapshot(unaware)).timers("t", StringSerializer.INSTANCE)))
                .containsExactly("a/n@3");
    }

    @Test
    void timersOfOneNameAreMadeOnce() {
        KeyedState<String> state = keyed(0, 1);
        TimerQueue<String, String> first = state.timers("t", StringSerializer.INSTANCE);
        assertThat(first.size()).isZero();
        assertThatThrownBy(() -> state.timers("t", StringSerializer.INSTANCE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'t'");
    }

    @Test
    void valuesOfKeysAloneComeBack() throws Exception {
        ValueStateDescriptor<Long> counts = new ValueStateDescriptor<>("counts", Types.LONG);
        KeyedState<String> state = keyed(0, 1);
        state.setCurrentKey("a", KeyGroups.hash("a"));
        state.global().getState(counts).update(5L);
        KeyedState<String> restored = restored(0, 1, snapshot(state));
        restored.setCurrentKey("a", KeyGroups.hash("a"));
        assertThat(restored.global().getState(counts).value()).isEqualTo(5L);
    }

    @Test
    void aSmallerMaximumParallelismThanTheStatesIsRefused() throws Exception {
        KeyedState<String> state = keyed(0, 1);
        TimerQueue<String, String> timers = state.timers("t", StringSerializer.INSTANCE);
        for (int i = 0; i < 100; i++) {
            add(timers, "key" + i, "n", i);
        }
        OperatorSnapshot old = OperatorSnapshot.stored(snapshot(state), new OperatorStateSnapshot());
        assertThatThrownBy(() -> OperatorSnapshot.redistribute(List.of(old), 1, MAX_PARALLELISM / 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key group 8")
                .hasMessageContaining("set the maximum parallelism that the state was written with");
    }

    @Test
    void anotherMaximumParallelismThanTheStatesIsRefusedAndNotReadAsIfThereWereNoState() throws Exception {
        ValueStateDescriptor<Long> counts = new ValueStateDescriptor<>("counts", Types.LONG);
        KeyedState<String> state = keyed(0, 1);
        TimerQueue<String, String> timers = state.timers("t", StringSerializer.INSTANCE);
        for (int i = 0; i < 100; i++) {
            String key = "key" + i;
            state.setCurrentKey(key, KeyGroups.hash(key));
            state.global().getState(counts).update(5L);
            add(timers, key, "n", i);
        }
        int larger = MAX_PARALLELISM * 2;
        KeyedState<String> restored = new KeyedState<>(
                KeyGroups.rangeOf(0, 1, larger),
                larger,
                Types.STRING.createSerializer(config),
                config,
                SystemClock.INSTANCE,
                backend());
        OperatorSnapshot old = OperatorSnapshot.stored(snapshot(state), new OperatorStateSnapshot());
        OperatorSnapshot.redistribute(List.of(old), 1, larger)
                .get(0)
                .keyGroups()
                .forEach(restored::restore);
        assertThatThrownBy(() -> restored.global().getState(counts))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("set the maximum parallelism, which is 32 now, to the one");
        assertThatThrownBy(() -> restored.timers("t", StringSerializer.INSTANCE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was stored in key group");
    }

    @Test
    void listsAreSplitUnionListsAndBroadcastStatesGoToEach() throws Exception {
        List<OperatorSnapshot> old = List.of(operator("a", "b", "c"), operator("d"), operator());
        List<List<String>> lists = new ArrayList<>();
        for (OperatorSnapshot part : OperatorSnapshot.redistribute(old, 2, MAX_PARALLELISM)) {
            OperatorState state = new OperatorState(config, part.operatorState());
            lists.add(new ArrayList<>((List<String>) state.getListState(LIST).get()));
            assertThat(state.getUnionListState(UNION).get()).containsExactly("a", "b", "c", "d");
            assertThat(state.getBroadcastState(RULES).get("rule")).isEqualTo("same");
        }
        assertThat(lists).containsExactly(List.of("a", "b"), List.of("c", "d"));
    }

    @Test
    void listsStayWithTheirSubtasksWhenTheParallelismStays() throws Exception {
        List<OperatorSnapshot> old = List.of(operator("a", "b", "c"), operator(), operator("d"));
        List<List<String>> lists = new ArrayList<>();
        for (OperatorSnapshot part : OperatorSnapshot.redistribute(old, 3, MAX_PARALLELISM)) {
            OperatorState state = new OperatorState(config, part.operatorState());
            lists.add(new ArrayList<>((List<String>) state.getListState(LIST).get()));
            assertThat(state.getUnionListState(UNION).get()).containsExactly("a", "b", "c", "d");
        }
        assertThat(lists).containsExactly(List.of("a", "b", "c"), List.of(), List.of("d"));
    }

    private OperatorSnapshot operator(String... elements) throws Exception {
        OperatorState state = new OperatorState(config, new OperatorStateSnapshot());
        state.getListState(LIST).update(List.of(elements));
        state.getUnionListState(UNION).update(List.of(elements));
        state.getBroadcastState(RULES).put("rule", "same");
        return OperatorSnapshot.unkeyed(state.snapshot());
    }

    private KeyedState<String> keyed(int subtask, int parallelism) {
        return new KeyedState<>(
                KeyGroups.rangeOf(subtask, parallelism, MAX_PARALLELISM),
                MAX_PARALLELISM,
                StringSerializer.INSTANCE,
                config,
                SystemClock.INSTANCE,
                backend());
    }

    private KeyedState<String> restored(
            int subtask, int parallelism, Map<Integer, Map<StateId, List<byte[]>>> snapshot) {
        KeyedState<String> state = keyed(subtask, parallelism);
        snapshot.forEach(state::restore);
        return state;
    }

    private static SortedMap<Integer, Map<StateId, List<byte[]>>> snapshot(KeyedState<String> state) throws Exception {
        return StoredKeyGroups.of(state.snapshot(true)).keyGroups();
    }

    private static boolean add(TimerQueue<String, String> timers, String key, String namespace, long timestamp) {
        return timers.add(key, KeyGroups.hash(key), namespace, timestamp);
    }

    private static List<String> fired(TimerQueue<String, String> timers) {
        List<String> fired = new ArrayList<>();
        @Nullable Timer<String, String> timer = timers.pollUntil(Long.MAX_VALUE);
        while (timer != null) {
            fired.add(timer.key() + "/" + timer.namespace() + "@" + timer.timestamp());
            timer = timers.pollUntil(Long.MAX_VALUE);
        }
        return fired;
    }
}

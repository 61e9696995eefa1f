package io.yarnflink.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.state.MapState;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.time.SystemClock;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import io.yarnflink.api.typeutils.serializers.ImmutableSerializer;
import io.yarnflink.api.typeutils.serializers.IntSerializer;
import io.yarnflink.api.typeutils.serializers.StringSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StateTableTest {
    private static final int GROUPS = 2;

    @Test
    void aValueThatWasReadIsReplacedWithoutALookForItsKey() throws Exception {
        KeyedState<Counted> state = keyed(new CountedSerializer());
        ValueState<Long> sums = state.global().getState(new ValueStateDescriptor<>("sums", Types.LONG));
        int[] comparisons = {0};
        state.setCurrentKey(new Counted(5, comparisons), KeyGroups.hash(5));
        sums.update(1L);
        state.setCurrentKey(new Counted(5, comparisons), KeyGroups.hash(5));
        comparisons[0] = 0;
        Long before = sums.value();
        sums.update(before == null ? 0 : before + 1);
        assertThat(comparisons[0]).isEqualTo(1);
        assertThat(sums.value()).isEqualTo(2);
    }

    @Test
    void readsAndWritesInAnyOrderSeeWhatWasWrittenLastForTheirKeyAndNamespace() throws Exception {
        for (int seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            KeyedState<Integer> state = keyed(IntSerializer.INSTANCE);
            StateScope<Integer, String> windows = state.scope("windows", StringSerializer.INSTANCE, "0");
            List<ValueState<Long>> states = List.of(
                    state.global().getState(new ValueStateDescriptor<>("a", Types.LONG)),
                    windows.getState(new ValueStateDescriptor<>("b", Types.LONG)),
                    windows.getState(new ValueStateDescriptor<>("c", Types.LONG)));
            int keys = List.of(3, 40, 5000).get(seed % 3);
            boolean alike = seed >= 9 && keys < 5000;
            Map<String, Long> model = new HashMap<>();
            int key = 0;
            String namespace = "0";
            state.setCurrentKey(0, KeyGroups.hash(0));
            for (int i = 0; i < 60_000; i++) {
                int which = random.nextInt(3);
                String entry = which + "/" + key + "/" + (which == 0 ? "" : namespace);
                switch (random.nextInt(7)) {
                    case 0, 1 -> {
                        key = random.nextInt(keys);
                        state.setCurrentKey(key, alike ? 6 : KeyGroups.hash(key));
                    }
                    case 2 -> {
                        namespace = "" + random.nextInt(3);
                        windows.select(namespace);
                    }
                    case 3 -> {
                        if (random.nextInt(3) == 0) {
                            states.get(which).clear();
                            model.remove(entry);
                        }
                    }
                    case 4 -> assertThat(states.get(which).value()).as(entry).isEqualTo(model.get(entry));
                    default -> {
                        states.get(which).update((long) i);
                        model.put(entry, (long) i);
                    }
                }
            }
            assertThat(state.size()).isEqualTo(model.size());
        }
    }

    @Test
    void aMapWhoseEntriesAreOnlyLookedAtDoesNotCountAsChanged() throws Exception {
        KeyedState<Integer> state = keyed(IntSerializer.INSTANCE);
        MapState<String, Long> counts =
                state.global().getMapState(new MapStateDescriptor<>("counts", Types.STRING, Types.LONG));
        MapState<String, List<Long>> lists =
                state.global().getMapState(new MapStateDescriptor<>("lists", Types.STRING, Types.LIST(Types.LONG)));
        for (int key = 0; key < 100; key++) {
            state.setCurrentKey(key, KeyGroups.hash(key));
            counts.put("a", 1L);
            lists.put("a", new ArrayList<>(List.of(1L)));
        }
        long all = written(state);
        for (int key = 0; key < 100; key++) {
            state.setCurrentKey(key, KeyGroups.hash(key));
            assertThat(counts.get("a")).isEqualTo(1);
            assertThat(counts.contains("b")).isFalse();
            assertThat(counts.isEmpty()).isFalse();
            assertThat(lists.contains("a")).isTrue();
            assertThat(lists.isEmpty()).isFalse();
        }
        assertThat(written(state)).isZero();
        state.setCurrentKey(7, KeyGroups.hash(7));
        Objects.requireNonNull(lists.get("a")).add(2L);
        assertThat(written(state)).as("who is given a list can change it").isBetween(1L, all / 4);
    }

    /** How many bytes the next snapshot adds. */
    private static long written(KeyedState<?> state) throws IOException {
        KeyedSnapshot snapshot = state.snapshot(false);
        long[] bytes = {0};
        snapshot.write(new SnapshotTarget() {
            @Override
            public StoredRange add(StateId id, int keyGroup, byte[] array, int offset, int length) {
                bytes[0] += length;
                return () -> length;
            }

            @Override
            public StoredRange keep(StateId id, int keyGroup, StoredRange range) {
                return range;
            }

            @Override
            public FileTarget files(String kind, KeyGroupRange keyGroups) {
                throw new IllegalStateException("the heap has no files");
            }
        });
        snapshot.durable();
        return bytes[0];
    }

    private static <K> KeyedState<K> keyed(TypeSerializer<K> keys) {
        return new KeyedState<>(
                KeyGroups.rangeOf(0, 1, GROUPS), GROUPS, keys, new ExecutionConfig(), SystemClock.INSTANCE);
    }

    /** A key that counts how often it is compared. */
    private static final class Counted {
        private final int number;
        private final int[] comparisons;

        Counted(int number, int[] comparisons) {
            this.number = number;
            this.comparisons = comparisons;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            comparisons[0]++;
            return other instanceof Counted that && number == that.number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    /** Keeps keys as they are. */
    private static final class CountedSerializer extends ImmutableSerializer<Counted> {
        private static final long serialVersionUID = 1;

        @Override
        public Counted createInstance() {
            return new Counted(0, new int[1]);
        }

        @Override
        public void serialize(Counted value, DataOutputView target) throws IOException {
            target.writeInt(value.number);
        }

        @Override
        public Counted deserialize(DataInputView source) throws IOException {
            return new Counted(source.readInt(), new int[1]);
        }

        @Override
        public TypeSerializerSnapshot<Counted> snapshotConfiguration() {
            throw new IllegalStateException("no snapshot is taken of these keys");
        }
    }
}

package io.yarnflink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.functions.AggregateFunction;
import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.state.AggregatingState;
import io.yarnflink.api.state.AggregatingStateDescriptor;
import io.yarnflink.api.state.BroadcastState;
import io.yarnflink.api.state.KeyedStateStore;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.MapState;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.state.OperatorStateStore;
import io.yarnflink.api.state.ReadOnlyBroadcastState;
import io.yarnflink.api.state.ReducingState;
import io.yarnflink.api.state.ReducingStateDescriptor;
import io.yarnflink.api.state.StateTtlConfig;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.time.SystemClock;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import io.yarnflink.api.typeutils.serializers.ListSerializer;
import io.yarnflink.api.typeutils.serializers.StringSerializer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // What the tests added is there.
class StateKindsTest {
    private final ExecutionConfig config = new ExecutionConfig();
    private final KeyedState<String> keyed = new KeyedState<>(
            KeyGroups.rangeOf(0, 1, 16),
            16,
            Types.STRING.createSerializer(config),
            config,
            SystemClock.INSTANCE,
            backend());
    private final KeyedStateStore store = keyed.global();

    private void select(String key) {
        keyed.setCurrentKey(key, KeyGroups.hash(key));
    }

    /** How values are kept; null on the heap. */
    @Nullable
    StateBackend backend() {
        return null;
    }

    /** Copies only what was duplicated for somebody. */
    private static final class OwnSerializer extends TypeSerializer<List<String>> {
        private static final long serialVersionUID = 1;

        private final ListSerializer<String> lists = new ListSerializer<>(StringSerializer.INSTANCE);
        private final boolean isOwn;

        OwnSerializer(boolean isOwn) {
            this.isOwn = isOwn;
        }

        @Override
        public boolean isImmutableType() {
            return false;
        }

        @Override
        public TypeSerializer<List<String>> duplicate() {
            return new OwnSerializer(true);
        }

        @Override
        public List<String> createInstance() {
            return lists.createInstance();
        }

        @Override
        public List<String> copy(List<String> from) {
            assertThat(isOwn).as("this serializer is another thread's").isTrue();
            return lists.copy(from);
        }

        @Override
        public int getLength() {
            return -1;
        }

        @Override
        public void serialize(List<String> value, DataOutputView target) throws IOException {
            lists.serialize(value, target);
        }

        @Override
        public List<String> deserialize(DataInputView source) throws IOException {
            return lists.deserialize(source);
        }

        @Override
        public void copy(DataInputView source, DataOutputView target) throws IOException {
            lists.copy(source, target);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof OwnSerializer;
        }

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public TypeSerializerSnapshot<List<String>> snapshotConfiguration() {
            return lists.snapshotConfiguration();
        }
    }

    @Test
    void aDefaultValueIsCopiedForEachKeyByASerializerThatNobodyElseUses() throws Exception {
        ValueStateDescriptor<List<String>> descriptor =
                new ValueStateDescriptor<>("default", new OwnSerializer(false), new ArrayList<>(List.of("x")));
        ValueState<List<String>> values = store.getState(descriptor);
        select("a");
        values.value().add("y");
        assertThat(values.value()).containsExactly("x");
        assertThat(descriptor.getDefaultValue()).containsExactly("x");
    }

    @Test
    void aStateIsAskedForAgainAndAgainAndOnlyAsWhatItIs() throws Exception {
        ValueStateDescriptor<Long> descriptor = new ValueStateDescriptor<>("again", Types.LONG);
        ValueState<Long> first = store.getState(descriptor);
        assertThat(store.getState(descriptor)).isSameAs(first);
        assertThatThrownBy(() -> store.getState(new ValueStateDescriptor<>("again", Types.STRING)))
                .hasMessageContaining("is known as VALUE state");
        assertThat(store.getState(new ValueStateDescriptor<>("again", Types.LONG)))
                .isSameAs(first);
        descriptor.enableTimeToLive(
                StateTtlConfig.newBuilder(Duration.ofHours(1)).build());
        assertThatThrownBy(() -> store.getState(descriptor)).hasMessageContaining("is known as VALUE state");
    }

    @Test
    void listsKeepTheOrderOfWhatWasAdded() throws Exception {
        ListState<Long> list = store.getListState(new ListStateDescriptor<>("list", Types.LONG));
        select("a");
        assertThat(list.get()).isEmpty();
        list.add(1L);
        list.addAll(List.of(2L, 3L));
        select("b");
        assertThat(list.get()).isEmpty();
        list.update(List.of(9L));
        select("a");
        assertThat(list.get()).containsExactly(1L, 2L, 3L);
        list.update(List.of(4L));
        assertThat(list.get()).containsExactly(4L);
        list.update(List.of());
        assertThat(list.get()).isEmpty();
        assertThatThrownBy(() -> list.add(null)).isInstanceOf(NullPointerException.class);
        select("b");
        list.clear();
        assertThat(list.get()).isEmpty();
    }

    @Test
    void mapsAreMapsPerKey() throws Exception {
        MapState<String, Long> map = store.getMapState(new MapStateDescriptor<>("map", Types.STRING, Types.LONG));
        select("a");
        assertThat(map.isEmpty()).isTrue();
        assertThat(map.get("x")).isNull();
        assertThat(map.entries()).isEmpty();
        map.put("x", 1L);
        map.putAll(Map.of("y", 2L));
        map.put("z", null);
        assertThat(map.contains("z")).isTrue();
        assertThat(map.get("z")).isNull();
        map.remove("z");
        assertThat(map.contains("z")).isFalse();
        select("b");
        assertThat(map.contains("x")).isFalse();
        assertThat(map.isEmpty()).isTrue();
        select("a");
        assertThat(map.isEmpty()).isFalse();
        assertThat(map.keys()).containsExactlyInAnyOrder("x", "y");
        assertThat(map.values()).containsExactlyInAnyOrder(1L, 2L);
        assertThat(map.entries()).extracting(Map.Entry::getKey).containsExactlyInAnyOrder("x", "y");
        map.iterator().forEachRemaining(entry -> entry.setValue(entry.getValue() * 10));
        assertThat(map.get("y")).isEqualTo(20);
        map.clear();
        assertThat(map.isEmpty()).isTrue();
    }

    @Test
    void reductionsAreNullUntilSomethingIsAdded() throws Exception {
        ReducingState<Long> sum = store.getReducingState(new ReducingStateDescriptor<>("sum", Long::sum, Types.LONG));
        select("a");
        assertThat(sum.get()).isNull();
        sum.add(2L);
        sum.add(3L);
        assertThat(sum.get()).isEqualTo(5);
        select("b");
        assertThat(sum.get()).isNull();
        select("a");
        sum.add(null);
        assertThat(sum.get()).as("adding null clears").isNull();
    }

    @Test
    void aggregationsGiveTheResultOfTheirAccumulator() throws Exception {
        AggregatingState<Integer, Double> average = store.getAggregatingState(
                new AggregatingStateDescriptor<>("average", new Average(), Types.TUPLE(Types.LONG, Types.LONG)));
        select("a");
        assertThat(average.get()).isNull();
        average.add(2);
        average.add(5);
        assertThat(average.get()).isEqualTo(3.5);
        select("b");
        assertThat(average.get()).isNull();
        select("a");
        average.clear();
        assertThat(average.get()).isNull();
    }

    /** Counts and sums up. */
    private static final class Average implements AggregateFunction<Integer, Tuple2<Long, Long>, Double> {
        @Override
        public Tuple2<Long, Long> createAccumulator() {
            return Tuple2.of(0L, 0L);
        }

        @Override
        public Tuple2<Long, Long> add(Integer value, Tuple2<Long, Long> accumulator) {
            return Tuple2.of(accumulator.f0 + 1, accumulator.f1 + value);
        }

        @Override
        public Double getResult(Tuple2<Long, Long> accumulator) {
            return (double) accumulator.f1 / accumulator.f0;
        }

        @Override
        public Tuple2<Long, Long> merge(Tuple2<Long, Long> a, Tuple2<Long, Long> b) {
            return Tuple2.of(a.f0 + b.f0, a.f1 + b.f1);
        }
    }

    @Test
    void aValueWithADefaultHasItForEachKey() throws Exception {
        ValueState<Long> value = store.getState(new ValueStateDescriptor<>("value", Types.LONG, 7L));
        select("a");
        assertThat(value.value()).isEqualTo(7);
        value.update(8L);
        select("b");
        assertThat(value.value()).isEqualTo(7);
        select("a");
        value.clear();
        assertThat(value.value()).isEqualTo(7);
    }

    @Test
    void aMutableDefaultIsNotSharedByKeys() throws Exception {
        ValueState<List<String>> value = store.getState(
                new ValueStateDescriptor<>("value", Types.LIST(Types.STRING), new ArrayList<>(List.of("default"))));
        select("a");
        value.value().add("changed by the program");
        select("b");
        assertThat(value.value()).containsExactly("default");
    }

    @Test
    void aListThatWasHandedOutCanBeAddedToItself() throws Exception {
        ListState<Long> list = store.getListState(new ListStateDescriptor<>("list", Types.LONG));
        select("a");
        list.update(List.of(1L, 2L));
        list.addAll((List<Long>) list.get());
        assertThat(list.get()).containsExactly(1L, 2L, 1L, 2L);
    }

    @Test
    void operatorStateHasListsAndBroadcastsByName() throws Exception {
        OperatorStateStore operator = new OperatorState(config, new OperatorStateSnapshot());
        ListState<String> list = operator.getListState(new ListStateDescriptor<>("offsets", Types.STRING));
        ListState<String> union = operator.getUnionListState(new ListStateDescriptor<>("all", Types.STRING));
        assertThat(list.get()).isEmpty();
        list.add("a");
        list.addAll(List.of("b", "c"));
        union.update(List.of("u"));
        assertThat(operator.getListState(new ListStateDescriptor<>("offsets", Types.STRING))
                        .get())
                .containsExactly("a", "b", "c");
        assertThat(union.get()).containsExactly("u");
        list.clear();
        assertThat(list.get()).isEmpty();
        BroadcastState<String, Long> rules =
                operator.getBroadcastState(new MapStateDescriptor<>("rules", Types.STRING, Types.LONG));
        rules.put("x", 1L);
        rules.putAll(Map.of("y", 2L, "z", 3L));
        rules.remove("z");
        assertThat(rules.get("x")).isEqualTo(1);
        assertThat(rules.contains("z")).isFalse();
        List<String> names = new ArrayList<>();
        rules.iterator().forEachRemaining(entry -> names.add(entry.getKey()));
        assertThat(names).containsExactlyInAnyOrder("x", "y");
        assertThat(rules.entries()).extracting(Map.Entry::getValue).containsExactlyInAnyOrder(1L, 2L);
        ReadOnlyBroadcastState<String, Long> readOnly = rules;
        assertThat(readOnly.contains("x")).isTrue();
        assertThat(readOnly.get("y")).isEqualTo(2);
        assertThat(readOnly.immutableEntries()).extracting(Map.Entry::getKey).containsExactlyInAnyOrder("x", "y");
        assertThatThrownBy(() -> readOnly.immutableEntries().iterator().next().setValue(9L))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(operator.getRegisteredStateNames()).containsExactlyInAnyOrder("offsets", "all");
        assertThat(operator.getRegisteredBroadcastStateNames()).containsExactly("rules");
        rules.clear();
        assertThat(rules.entries()).isEmpty();
    }
}

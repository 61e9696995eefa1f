package io.yarnflink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.state.BroadcastState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.MapState;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.state.StateTtlConfig;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.time.SystemClock;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.typeutils.SimpleTypeSerializerSnapshot;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSchemaCompatibility;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import io.yarnflink.api.typeutils.serializers.ImmutableSerializer;
import io.yarnflink.api.typeutils.serializers.IntSerializer;
import io.yarnflink.api.typeutils.serializers.StringSerializer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** State that was written by one serializer and is restored with another one, of each kind of state. */
class StateEvolutionTest {
    private static final int GROUPS = 4;
    private final ExecutionConfig config = new ExecutionConfig();

    /** How values are kept; null on the heap. */
    @Nullable
    StateBackend backend() {
        return null;
    }

    @Test
    void valuesKeysAndNamespacesOfAnOlderFormatAreReadAndWrittenInTheNewOne() throws Exception {
        KeyedState<String> old = keyed(StringSerializer.INSTANCE);
        StateScope<String, String> spaced = old.scope("windows", new Numbers(1), "0");
        select(old, "a");
        value(old, new Numbers(1)).update("12");
        spaced.select("7");
        spaced.getState(new ValueStateDescriptor<>("n", new Numbers(1))).update("13");
        KeyedState<String> next = restored(snapshots(old), StringSerializer.INSTANCE);
        for (int round = 0; round < 2; round++) {
            select(next, "a");
            assertThat(value(next, new Numbers(2)).value()).isEqualTo("12");
            StateScope<String, String> windows = next.scope("windows", new Numbers(2), "0");
            windows.select("7");
            assertThat(windows.getState(new ValueStateDescriptor<>("n", new Numbers(2)))
                            .value())
                    .isEqualTo("13");
            next = restored(snapshots(next), StringSerializer.INSTANCE);
        }
    }

    @Test
    void aSerializerThatReconfiguresItselfReadsWhatTheOldOneWrote() throws Exception {
        KeyedState<String> old = keyed(StringSerializer.INSTANCE);
        select(old, "a");
        value(old, new Numbers(1)).update("12");
        KeyedState<String> next = restored(snapshots(old), StringSerializer.INSTANCE);
        select(next, "a");
        assertThat(value(next, new Numbers(3)).value()).isEqualTo("12");
    }

    @Test
    void anotherTypeIsRefusedByTheNameOfTheState() throws Exception {
        KeyedState<String> old = keyed(StringSerializer.INSTANCE);
        select(old, "a");
        value(old, StringSerializer.INSTANCE).update("12");
        KeyedState<String> next = restored(snapshots(old), StringSerializer.INSTANCE);
        assertThatThrownBy(() -> next.global().getState(new ValueStateDescriptor<>("n", Types.LONG)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("State 'n' cannot be restored: its values cannot be read: values were stored as"
                        + " StringSerializer, but the program reads them as LongSerializer");
    }

    @Test
    void whoAsksWithAnotherTypeFirstStillFindsAllValues() throws Exception {
        KeyedState<String> old = keyed(StringSerializer.INSTANCE);
        for (int i = 0; i < 100; i++) {
            select(old, "key" + i);
            value(old, StringSerializer.INSTANCE).update("" + i);
        }
        KeyedState<String> next = restored(snapshots(old), StringSerializer.INSTANCE);
        assertThatThrownBy(() -> value(next, new Numbers(2))).isInstanceOf(IllegalStateException.class);
        for (int i = 0; i < 100; i++) {
            select(next, "key" + i);
            assertThat(value(next, StringSerializer.INSTANCE).value()).isEqualTo("" + i);
        }
    }

    @Test
    void anotherKeyTypeIsRefused() throws Exception {
        KeyedState<String> old = keyed(StringSerializer.INSTANCE);
        select(old, "a");
        value(old, StringSerializer.INSTANCE).update("12");
        var integers = new KeyedState<>(
                KeyGroups.rangeOf(0, 1, GROUPS),
                GROUPS,
                IntSerializer.INSTANCE,
                config,
                SystemClock.INSTANCE,
                backend());
        snapshots(old).keyGroups().forEach(integers::restore);
        snapshots(old).nativeFiles().forEach(integers::restore);
        assertThatThrownBy(() -> integers.global().getState(new ValueStateDescriptor<>("n", Types.STRING)))
                .hasMessage("State 'n' cannot be restored: its keys cannot be read: values were stored as"
                        + " StringSerializer, but the program reads them as IntSerializer");
    }

    @Test
    void keysThatNeedMigrationAreRefusedBecauseTheirHashesMayDiffer() throws Exception {
        KeyedState<String> old = keyed(new Numbers(1));
        select(old, "5");
        value(old, StringSerializer.INSTANCE).update("12");
        old.timers("t", StringSerializer.INSTANCE).add("5", KeyGroups.hash("5"), "n", 3);
        KeyedState<String> next = restored(snapshots(old), new Numbers(2));
        assertThatThrownBy(() -> value(next, StringSerializer.INSTANCE))
                .hasMessage("State 'n' cannot be restored: the fields of its keys have changed (numbers of format 1),"
                        + " so that equal keys may hash differently now and would not be found;"
                        + " keep the class of keys as it was");
        assertThatThrownBy(() -> next.timers("t", StringSerializer.INSTANCE))
                .hasMessageStartingWith("The timers 't' cannot be restored: the fields of its keys have changed");
    }

    @Test
    void namespacesOfTimersAreReadInTheirOlderFormat() throws Exception {
        KeyedState<String> old = keyed(StringSerializer.INSTANCE);
        old.timers("t", new Numbers(1)).add("5", KeyGroups.hash("5"), "44", 3);
        TimerQueue<String, String> next =
                restored(snapshots(old), StringSerializer.INSTANCE).timers("t", new Numbers(2));
        assertThat(Objects.requireNonNull(next.pollUntil(3)).namespace()).isEqualTo("44");
    }

    @Test
    void aTimeToLiveMayNotComeToStateThatHadNone() throws Exception {
        KeyedState<String> old = keyed(StringSerializer.INSTANCE);
        select(old, "a");
        value(old, StringSerializer.INSTANCE).update("12");
        KeyedState<String> next = restored(snapshots(old), StringSerializer.INSTANCE);
        var descriptor = new ValueStateDescriptor<>("n", Types.STRING);
        descriptor.enableTimeToLive(
                StateTtlConfig.newBuilder(Duration.ofHours(1)).build());
        assertThatThrownBy(() -> next.global().getState(descriptor))
                .hasMessage("State 'n' cannot be restored: its values cannot be read: values were stored as"
                        + " StringSerializer, but the program reads them as StringSerializer with a time to live");
    }

    @Test
    void valuesWithATimeToLiveAreReadInTheirOlderFormat() throws Exception {
        StateTtlConfig ttl = StateTtlConfig.newBuilder(Duration.ofHours(1)).build();
        var before = new ValueStateDescriptor<>("n", new Numbers(1));
        before.enableTimeToLive(ttl);
        var after = new ValueStateDescriptor<>("n", new Numbers(2));
        after.enableTimeToLive(ttl);
        KeyedState<String> old = keyed(StringSerializer.INSTANCE);
        select(old, "a");
        old.global().getState(before).update("12");
        KeyedState<String> next = restored(snapshots(old), StringSerializer.INSTANCE);
        select(next, "a");
        assertThat(next.global().getState(after).value()).isEqualTo("12");
    }

    @Test
    void mapStateCanBecomeAValueThatIsAMap() throws Exception {
        KeyedState<String> old = keyed(StringSerializer.INSTANCE);
        StateScope<String, String> windows = old.scope("windows", StringSerializer.INSTANCE, "0");
        MapState<String, Long> entries = windows.getMapState(new MapStateDescriptor<>("m", Types.STRING, Types.LONG));
        for (int i = 0; i < 20; i++) {
            select(old, "key" + i);
            windows.select("w" + i % 3);
            for (long j = 0; j <= i % 4; j++) {
                entries.put("e" + j, i + j);
            }
        }
        KeyedState<String> next = old;
        for (int round = 0; round < 2; round++) {
            next = restored(snapshots(next), StringSerializer.INSTANCE);
            StateScope<String, String> its = next.scope("windows", StringSerializer.INSTANCE, "0");
            ValueState<Map<String, Long>> maps =
                    its.getState(new ValueStateDescriptor<>("m", Types.MAP(Types.STRING, Types.LONG)));
            for (int i = 0; i < 20; i++) {
                Map<String, Long> expected = new HashMap<>();
                for (long j = 0; j <= i % 4; j++) {
                    expected.put("e" + j, i + j);
                }
                select(next, "key" + i);
                its.select("w" + i % 3);
                assertThat(maps.value()).isEqualTo(expected);
                its.select("other");
                assertThat(maps.value()).isNull();
            }
        }
    }

    @Test
    void listsAndBroadcastStateAreReadInTheirOlderFormatOrRefused() throws Exception {
        var old = new OperatorState(config, new OperatorStateSnapshot());
        old.getListState(new ListStateDescriptor<>("list", new Numbers(1))).update(List.of("1", "2"));
        old.getUnionListState(new ListStateDescriptor<>("union", new Numbers(1)))
                .update(List.of("3"));
        old.getBroadcastState(new MapStateDescriptor<>("rules", StringSerializer.INSTANCE, new Numbers(1)))
                .put("k", "4");
        OperatorStateSnapshot snapshot =
                OperatorStateSnapshot.redistribute(List.of(old.snapshot()), 1).get(0);

        var next = new OperatorState(config, snapshot);
        assertThat(next.getListState(new ListStateDescriptor<>("list", new Numbers(2)))
                        .get())
                .containsExactly("1", "2");
        assertThat(next.getUnionListState(new ListStateDescriptor<>("union", new Numbers(2)))
                        .get())
                .containsExactly("3");
        BroadcastState<String, String> rules =
                next.getBroadcastState(new MapStateDescriptor<>("rules", StringSerializer.INSTANCE, new Numbers(2)));
        assertThat(rules.get("k")).isEqualTo("4");

        var other = new OperatorState(config, snapshot);
        assertThatThrownBy(() -> other.getListState(new ListStateDescriptor<>("list", Types.LONG)))
                .hasMessage("List state 'list' cannot be restored: its values cannot be read: values were stored as"
                        + " numbers of format 1, but the program reads them as LongSerializer");
        assertThatThrownBy(() -> other.getBroadcastState(new MapStateDescriptor<>("rules", Types.STRING, Types.LONG)))
                .hasMessageStartingWith("Broadcast state 'rules' cannot be restored: its values cannot be read:"
                        + " a value of the map: values were stored as numbers of format 1");
    }

    private static ValueState<String> value(KeyedState<String> state, TypeSerializer<String> serializer) {
        return state.global().getState(new ValueStateDescriptor<>("n", serializer));
    }

    private KeyedState<String> keyed(TypeSerializer<String> keys) {
        return new KeyedState<>(KeyGroups.rangeOf(0, 1, GROUPS), GROUPS, keys, config, SystemClock.INSTANCE, backend());
    }

    private static void select(KeyedState<String> state, String key) {
        state.setCurrentKey(key, KeyGroups.hash(key));
    }

    /** Whether states pass from one program to the next in the form that all backends read. */
    boolean inSavepoints() {
        return true;
    }

    private OperatorSnapshot snapshots(KeyedState<?> state) {
        return new OperatorSnapshot(state.snapshot(inSavepoints()), new OperatorStateSnapshot()).inMemory();
    }

    private KeyedState<String> restored(OperatorSnapshot snapshot, TypeSerializer<String> keySerializer) {
        KeyedState<String> state = keyed(keySerializer);
        snapshot.keyGroups().forEach(state::restore);
        snapshot.nativeFiles().forEach(state::restore);
        return state;
    }

    /** Numbers as strings, in a number of formats: the second migrates from the first, the third adapts to it. */
    private static final class Numbers extends ImmutableSerializer<String> {
        private final int format;

        Numbers(int format) {
            this.format = format;
        }

        @Override
        public String createInstance() {
            return "0";
        }

        @Override
        public void serialize(String value, DataOutputView target) throws IOException {
            target.writeUTF(format + "#" + value);
        }

        @Override
        public String deserialize(DataInputView source) throws IOException {
            String text = source.readUTF();
            assertThat(text).startsWith(format + "#");
            return text.substring(2);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Numbers that && format == that.format;
        }

        @Override
        public int hashCode() {
            return format;
        }

        @Override
        public TypeSerializerSnapshot<String> snapshotConfiguration() {
            return switch (format) {
                case 1 -> new First();
                case 2 -> new Second();
                default -> new Third();
            };
        }
    }

    private abstract static class Format extends SimpleTypeSerializerSnapshot<String> {
        private final int format;

        Format(int format) {
            super(() -> new Numbers(format));
            this.format = format;
        }

        @Override
        public String toString() {
            return "numbers of format " + format;
        }
    }

    private static final class First extends Format {
        First() {
            super(1);
        }
    }

    private static final class Second extends Format {
        Second() {
            super(2);
        }

        @Override
        public TypeSerializerSchemaCompatibility<String> resolveSchemaCompatibility(
                TypeSerializerSnapshot<String> old) {
            return old instanceof First
                    ? TypeSerializerSchemaCompatibility.compatibleAfterMigration()
                    : super.resolveSchemaCompatibility(old);
        }
    }

    private static final class Third extends Format {
        Third() {
            super(3);
        }

        @Override
        public TypeSerializerSchemaCompatibility<String> resolveSchemaCompatibility(
                TypeSerializerSnapshot<String> old) {
            return TypeSerializerSchemaCompatibility.compatibleWithReconfiguredSerializer(new Numbers(1));
        }
    }
}

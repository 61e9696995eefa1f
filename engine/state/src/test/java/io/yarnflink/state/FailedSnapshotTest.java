package io.yarnflink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.state.StateDescriptor;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.time.SystemClock;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import io.yarnflink.api.typeutils.serializers.StringSerializer;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of state when a snapshot of it cannot be taken. */
class FailedSnapshotTest {
    private final Moody moody = new Moody();
    private final Database database = new Database();

    @Test
    void theNextSnapshotHoldsWhatTheFailedOneWouldHaveHeld() throws Exception {
        KeyedState<String> state = keyed(null);
        ValueState<Long> counts = counts(state);
        state.timers("timers", moody);
        counts.update(1L);
        KeyedSnapshot first = state.snapshot(false);
        StoredKeyGroups.of(first);
        first.durable();
        counts.update(2L);
        fail(state, false);

        KeyedState<String> restored = keyed(null);
        StoredKeyGroups.of(state.snapshot(false)).keyGroups().forEach(restored::restore);
        assertThat(counts(restored).value()).isEqualTo(2L);
    }

    @Test
    void whatTheDatabaseHasSetAsideIsGivenUp() throws Exception {
        KeyedState<String> state = keyed(database);
        counts(state).update(1L);
        state.timers("timers", moody);
        fail(state, true);
        assertThat(database.snapshots).isEqualTo(1);
        assertThat(database.discarded).isEqualTo(1);
    }

    private void fail(KeyedState<String> state, boolean whole) {
        moody.fails = true;
        assertThatThrownBy(() -> state.snapshot(whole)).hasMessage("not now");
        moody.fails = false;
    }

    private static KeyedState<String> keyed(@Nullable StateBackend backend) {
        return new KeyedState<>(
                KeyGroups.rangeOf(0, 1, 4),
                4,
                StringSerializer.INSTANCE,
                new ExecutionConfig(),
                SystemClock.INSTANCE,
                backend);
    }

    private static ValueState<Long> counts(KeyedState<String> state) {
        ValueState<Long> counts = state.global().getState(new ValueStateDescriptor<>("counts", Types.LONG));
        state.setCurrentKey("a", KeyGroups.hash("a"));
        return counts;
    }

    /** A database that counts what becomes of its snapshots. */
    private static final class Database implements StateBackend {
        int snapshots;
        int discarded;

        @Override
        public String kind() {
            return "counting";
        }

        @Override
        public <K> StateDatabase<K> open(KeyedState<K> owner, List<NativeFiles> restored) {
            return new StateDatabase<>() {
                @Override
                public <N, V> ValueTable<K, V> table(
                        StateId id, StateDescriptor.Type type, StateScope<K, N> scope, TypeSerializer<V> serializer) {
                    return new StateTable<>(scope, serializer);
                }

                @Override
                public KeyedSnapshot snapshot(boolean whole) {
                    snapshots++;
                    return new KeyedSnapshot() {
                        @Override
                        public void write(SnapshotTarget target) {}

                        @Override
                        public void durable() {}

                        @Override
                        public void discard() {
                            discarded++;
                        }
                    };
                }

                @Override
                public void close() {}
            };
        }
    }

    /** Strings, written by what cannot be duplicated at times. */
    private static final class Moody extends TypeSerializer<String> {
        private static final long serialVersionUID = 1;

        boolean fails;

        @Override
        public boolean isImmutableType() {
            return true;
        }

        @Override
        public TypeSerializer<String> duplicate() {
            if (fails) {
                throw new IllegalStateException("not now");
            }
            return this;
        }

        @Override
        public String createInstance() {
            return "";
        }

        @Override
        public String copy(String from) {
            return from;
        }

        @Override
        public int getLength() {
            return -1;
        }

        @Override
        public void serialize(String value, DataOutputView target) throws IOException {
            StringSerializer.INSTANCE.serialize(value, target);
        }

        @Override
        public String deserialize(DataInputView source) throws IOException {
            return StringSerializer.INSTANCE.deserialize(source);
        }

        @Override
        public void copy(DataInputView source, DataOutputView target) throws IOException {
            StringSerializer.INSTANCE.copy(source, target);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Moody;
        }

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public TypeSerializerSnapshot<String> snapshotConfiguration() {
            return StringSerializer.INSTANCE.snapshotConfiguration();
        }
    }
}

package io.yarnflink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.time.SystemClock;
import io.yarnflink.api.typeinfo.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyedStateTest {
    private static final int MAX_PARALLELISM = 16;
    private final KeyedState<String> state = new KeyedState<>(
            KeyGroups.rangeOf(0, 1, MAX_PARALLELISM),
            MAX_PARALLELISM,
            Types.STRING.createSerializer(new ExecutionConfig()),
            new ExecutionConfig(),
            SystemClock.INSTANCE,
            backend());
    private final ValueState<Long> counts = state.global().getState(new ValueStateDescriptor<>("counts", Types.LONG));

    /** How values are kept; null on the heap. */
    @Nullable
    StateBackend backend() {
        return null;
    }

    @Test
    void eachKeyHasItsOwnValueAndNullAtFirst() throws Exception {
        select("a");
        assertThat(counts.value()).isNull();
        counts.update(1L);
        select("b");
        assertThat(counts.value()).isNull();
        select("a");
        assertThat(counts.value()).isEqualTo(1L);
    }

    @Test
    void clearingAndUpdatingWithNullRemoveTheValue() throws Exception {
        select("a");
        counts.update(1L);
        counts.clear();
        assertThat(counts.value()).isNull();
        counts.update(2L);
        counts.update(null);
        assertThat(counts.value()).isNull();
        assertThat(state.size()).isZero();
    }

    @Test
    void aNameGivesTheSameStateAgainAndNeverOneOfAnotherType() throws Exception {
        select("a");
        counts.update(5L);
        assertThat(state.global()
                        .getState(new ValueStateDescriptor<>("counts", Types.LONG))
                        .value())
                .isEqualTo(5L);
        assertThatThrownBy(() -> state.global().getState(new ValueStateDescriptor<>("counts", Types.STRING)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'counts'");
    }

    @Test
    void stateWithoutAKeyIsRefused() {
        assertThatThrownBy(counts::value)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("current key");
    }

    @Test
    void aKeyOfAnotherSubtaskIsRefused() {
        KeyedState<String> half = new KeyedState<>(
                new KeyGroupRange(0, -1),
                128,
                Types.STRING.createSerializer(new ExecutionConfig()),
                new ExecutionConfig(),
                SystemClock.INSTANCE,
                backend());
        assertThatThrownBy(() -> half.setCurrentKey("a", KeyGroups.hash("a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("key selector");
    }

    @Test
    void itBehavesAsAMapUnderManyChanges() throws Exception {
        Map<String, Long> expected = new HashMap<>();
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            String key = "k" + random.nextInt(3000);
            select(key);
            assertThat(counts.value()).isEqualTo(expected.get(key));
            if (random.nextInt(3) == 0) {
                counts.clear();
                expected.remove(key);
            } else {
                counts.update((long) i);
                expected.put(key, (long) i);
            }
        }
        assertThat(state.size()).isEqualTo(expected.size());
    }

    @Test
    void keysWithOneHashAreToldApart() throws Exception {
        // "Aa" and "BB" have the same hash code.
        select("Aa");
        counts.update(1L);
        select("BB");
        assertThat(counts.value()).isNull();
        counts.update(2L);
        select("Aa");
        counts.clear();
        select("BB");
        assertThat(counts.value()).isEqualTo(2L);
    }

    @Test
    void aMutableKeyIsCopiedWhenItIsKept() throws Exception {
        KeyedState<List<String>> byKey = new KeyedState<>(
                new KeyGroupRange(0, 0),
                1,
                Types.LIST(Types.STRING).createSerializer(new ExecutionConfig()),
                new ExecutionConfig(),
                SystemClock.INSTANCE,
                backend());
        ValueState<Long> values = byKey.global().getState(new ValueStateDescriptor<>("v", Types.LONG));
        List<String> key = new ArrayList<>(List.of("a"));
        byKey.setCurrentKey(key, KeyGroups.hash(key));
        values.update(1L);
        key.set(0, "changed by the program");
        List<String> same = List.of("a");
        byKey.setCurrentKey(same, KeyGroups.hash(same));
        assertThat(values.value()).isEqualTo(1L);
    }

    private void select(String key) {
        state.setCurrentKey(key, KeyGroups.hash(key));
    }
}

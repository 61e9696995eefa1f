package io.yarnflink.api.functions.source.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.functions.RuntimeContext;
import io.yarnflink.api.functions.TaskInfo;
import io.yarnflink.api.state.FunctionInitializationContext;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.OperatorStateStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GeneratorsTest {
    private final List<Object> kept = new ArrayList<>();

    @Test
    void randomValuesStayWithinTheirBounds() throws Exception {
        assertThat(some(RandomGenerator.longGenerator(-1, 1))).containsOnly(-1L, 0L, 1L);
        assertThat(some(RandomGenerator.longGenerator(Long.MAX_VALUE - 1, Long.MAX_VALUE)))
                .containsOnly(Long.MAX_VALUE - 1, Long.MAX_VALUE);
        assertThat(some(RandomGenerator.intGenerator(3, 4))).containsOnly(3, 4);
        assertThat(some(RandomGenerator.shortGenerator((short) 3, (short) 3))).containsOnly((short) 3);
        assertThat(some(RandomGenerator.byteGenerator((byte) 3, (byte) 3))).containsOnly((byte) 3);
        assertThat(some(RandomGenerator.floatGenerator(1, 2))).allMatch(value -> value >= 1 && value <= 2);
        assertThat(some(RandomGenerator.doubleGenerator(1, 2))).allMatch(value -> value >= 1 && value <= 2);
        assertThat(some(RandomGenerator.booleanGenerator())).containsOnly(true, false);
        assertThat(some(RandomGenerator.stringGenerator(4))).allMatch(value -> value.matches("[0-9a-f]{4}"));
        assertThat(some(RandomGenerator.arrayGenerator(RandomGenerator.intGenerator(1, 1), 2)))
                .allMatch(value -> Arrays.equals(value, new Integer[] {1, 1}));
        assertThat(some(RandomGenerator.mapGenerator(
                        RandomGenerator.intGenerator(1, 1), RandomGenerator.stringGenerator(1), 3)))
                .allMatch(value -> value.keySet().equals(Set.of(1)));
    }

    @Test
    void lengthsMayVaryAndValuesMayBeMissing() throws Exception {
        assertThat(some(RandomGenerator.stringGenerator(3).withVarLen(true)).stream()
                        .map(String::length))
                .containsOnly(1, 2, 3);
        assertThat(some(RandomGenerator.intGenerator(1, 1).withNullRate(0.5f))).containsOnly(1, null);
        assertThatThrownBy(() -> RandomGenerator.intGenerator(1, 1).withNullRate(2))
                .hasMessage("the share of nulls lies in 0..1, 2.0 does not");
    }

    @Test
    void aSequenceIsSharedAmongItsSubtasks() throws Exception {
        assertThat(all(SequenceGenerator.longGenerator(1, 5), 0, 2)).containsExactly(1L, 3L, 5L);
        assertThat(all(SequenceGenerator.longGenerator(1, 5), 1, 2)).containsExactly(2L, 4L);
        assertThat(all(SequenceGenerator.intGenerator(1, 1), 1, 2)).isEmpty();
        assertThat(all(SequenceGenerator.shortGenerator((short) 1, (short) 2), 0, 1))
                .containsExactly((short) 1, (short) 2);
        assertThat(all(SequenceGenerator.byteGenerator((byte) 1, (byte) 1), 0, 1))
                .containsExactly((byte) 1);
        assertThat(all(SequenceGenerator.floatGenerator((short) 1, (short) 1), 0, 1))
                .containsExactly(1f);
        assertThat(all(SequenceGenerator.doubleGenerator(1, 2), 0, 1)).containsExactly(1d, 2d);
        assertThat(all(SequenceGenerator.stringGenerator(8, 9), 0, 1)).containsExactly("8", "9");
        assertThat(all(SequenceGenerator.bigDecimalGenerator(1, 1, 5, 2), 0, 1))
                .containsExactly(new BigDecimal("1.00"));
        assertThatThrownBy(() -> SequenceGenerator.longGenerator(2, 1))
                .hasMessage("the sequence ends at 1 before it begins at 2");
    }

    @Test
    void aRestoredSequenceGoesOnWhereItsSnapshotWasTaken() throws Exception {
        SequenceGenerator<Long> before = SequenceGenerator.longGenerator(1, Long.MAX_VALUE);
        open(before, 0, 2, false);
        before.next();
        before.snapshotState(proxy(FunctionSnapshotContext.class, Map.of()));
        SequenceGenerator<Long> after = SequenceGenerator.longGenerator(1, Long.MAX_VALUE);
        open(after, 0, 2, true);
        assertThat(after.next()).isEqualTo(3);
    }

    private <T> List<T> some(DataGenerator<T> generator) throws Exception {
        open(generator, 0, 1, false);
        List<T> values = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            assertThat(generator.hasNext()).isTrue();
            values.add(generator.next());
        }
        return values;
    }

    private <T> List<T> all(DataGenerator<T> generator, int subtask, int parallelism) throws Exception {
        open(generator, subtask, parallelism, false);
        List<T> values = new ArrayList<>();
        while (generator.hasNext()) {
            values.add(generator.next());
        }
        assertThatThrownBy(generator::next).isInstanceOf(NoSuchElementException.class);
        return values;
    }

    private void open(DataGenerator<?> generator, int subtask, int parallelism, boolean restored) throws Exception {
        Object task = proxy(
                TaskInfo.class, Map.of("getIndexOfThisSubtask", subtask, "getNumberOfParallelSubtasks", parallelism));
        generator.open(
                "name",
                proxy(
                        FunctionInitializationContext.class,
                        Map.of(
                                "isRestored",
                                restored,
                                "getOperatorStateStore",
                                proxy(
                                        OperatorStateStore.class,
                                        Map.of("getListState", proxy(ListState.class, Map.of()))))),
                proxy(RuntimeContext.class, Map.of("getTaskInfo", task)));
    }

    /** Gives these answers; a list state keeps what it is given. */
    @SuppressWarnings("unchecked")
    private <T> T proxy(Class<?> type, Map<String, Object> answers) {
        InvocationHandler handler = (self, method, args) -> {
            if (method.getName().equals("update")) {
                kept.clear();
                kept.addAll((List<Object>) args[0]);
            }
            return method.getName().equals("get") ? kept : answers.get(method.getName());
        };
        return (T) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, handler);
    }
}

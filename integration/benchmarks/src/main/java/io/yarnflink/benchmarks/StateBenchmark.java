package io.yarnflink.benchmarks;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.configuration.StateBackendOptions;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.time.SystemClock;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.state.KeyGroups;
import io.yarnflink.state.KeyedState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.function.LongConsumer;

/** CPU nanoseconds to read and write keyed state, by backend, number of keys and kind of value. */
public final class StateBenchmark {
    private static final int MAX_PARALLELISM = 128;
    private static final int ROUNDS = 9;
    private static final int FEW_ROUNDS = 3;
    private static final int LEAST_OPERATIONS = 2_000_000;

    private final String[] keys;
    private final int[] hashes;
    private final int[] order;
    private final String backend;
    private final KeyedState<String> state;

    private StateBenchmark(int count, String backend, Backends backends) {
        this.backend = backend;
        state = new KeyedState<>(
                KeyGroups.rangeOf(0, 1, MAX_PARALLELISM),
                MAX_PARALLELISM,
                Types.STRING.createSerializer(new ExecutionConfig()),
                new ExecutionConfig(),
                SystemClock.INSTANCE,
                backends.of(backend).orElse(null));
        keys = new String[count];
        hashes = new int[count];
        for (int i = 0; i < count; i++) {
            keys[i] = "key-" + i;
            hashes[i] = KeyGroups.hash(keys[i]);
        }
        order = new Random(5).ints(Math.max(count, LEAST_OPERATIONS), 0, count).toArray();
    }

    public static void main(String[] args) throws Exception {
        try (Backends backends = new Backends()) {
            for (String backend : Backends.named(args)) {
                for (int count : new int[] {1_000, 100_000, 1_000_000}) {
                    StateBenchmark longs = new StateBenchmark(count, backend, backends);
                    longs.longs();
                    longs.state.close();
                    StateBenchmark pairs = new StateBenchmark(count, backend, backends);
                    pairs.pairs();
                    pairs.state.close();
                }
            }
        }
    }

    /** Values that cannot change are replaced. */
    private void longs() throws Exception {
        ValueState<Long> values = state.global().getState(new ValueStateDescriptor<>("longs", Types.LONG));
        report("put new, Long", fill(index -> set(values, index)));
        report("get, Long", best(index -> get(values)));
        report("get and put, Long", best(index -> set(values, get(values) + index)));
    }

    /** Values that can change are changed where they are. */
    private void pairs() throws Exception {
        TypeInformation<Tuple2<Long, Long>> type = Types.TUPLE(Types.LONG, Types.LONG);
        ValueState<Tuple2<Long, Long>> values = state.global().getState(new ValueStateDescriptor<>("pairs", type));
        fill(index -> set(values, Tuple2.of(index, index)));
        report("get and change, Tuple2", best(index -> get(values).f0 = index));
    }

    private double fill(LongConsumer work) {
        long start = cpuNanos();
        for (int i = 0; i < keys.length; i++) {
            state.setCurrentKey(keys[i], hashes[i]);
            work.accept(i);
        }
        return (double) (cpuNanos() - start) / keys.length;
    }

    private double best(LongConsumer work) {
        double[] rounds = new double[backend.equals(StateBackendOptions.HASHMAP) ? ROUNDS : FEW_ROUNDS];
        for (int round = 0; round < rounds.length; round++) {
            long start = cpuNanos();
            for (int index : order) {
                state.setCurrentKey(keys[index], hashes[index]);
                work.accept(index);
            }
            rounds[round] = (double) (cpuNanos() - start) / order.length;
        }
        return Arrays.stream(rounds).min().orElseThrow();
    }

    /** Of this thread, because the machine may have other work. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void report(String what, double nanos) {
        System.out.printf("%-8s %9d keys  %-24s %8.1f ns%n", backend, keys.length, what, nanos);
    }

    private static <V> V get(ValueState<V> values) {
        try {
            return Objects.requireNonNull(values.value(), "every key has a value");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <V> void set(ValueState<V> values, V value) {
        try {
            values.update(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

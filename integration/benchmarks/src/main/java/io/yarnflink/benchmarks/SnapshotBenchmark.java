package io.yarnflink.benchmarks;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.time.SystemClock;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.state.KeyGroupRange;
import io.yarnflink.state.KeyGroups;
import io.yarnflink.state.KeyedSnapshot;
import io.yarnflink.state.KeyedState;
import io.yarnflink.state.SnapshotTarget;
import io.yarnflink.state.StateBackend;
import io.yarnflink.state.StateId;
import io.yarnflink.state.StoredRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

/** What snapshots of keyed state cost the task and how much they write, by backend and number of keys. */
public final class SnapshotBenchmark {
    private static final int MAX_PARALLELISM = 128;
    private static final int ROUNDS = 12;
    private static final int CHANGES = 100_000;

    private final String[] keys;
    private final KeyedState<String> state;
    private final Random random = new Random(3);

    private SnapshotBenchmark(int count, Optional<StateBackend> backend) {
        state = new KeyedState<>(
                KeyGroups.rangeOf(0, 1, MAX_PARALLELISM),
                MAX_PARALLELISM,
                Types.STRING.createSerializer(new ExecutionConfig()),
                new ExecutionConfig(),
                SystemClock.INSTANCE,
                backend.orElse(null));
        keys = new String[count];
        for (int i = 0; i < count; i++) {
            keys[i] = "key-" + i;
        }
    }

    public static void main(String[] args) throws Exception {
        int most = args.length == 0 ? 10_000_000 : Integer.parseInt(args[0]);
        ExecutorService writer = Executors.newSingleThreadExecutor();
        System.out.printf(
                "%9s %-6s | %21s | %22s | %21s | %s%n",
                "keys",
                "value",
                "pause us, median, max",
                "changes: MB, ms",
                "whole: MB, ms, pause",
                "ns a change: alone, while written");
        try (Backends backends = new Backends()) {
            for (String backend : Backends.named(args)) {
                System.out.println(backend);
                for (int count = 100_000; count <= most; count *= 10) {
                    for (int i = 0; i < (count == 100_000 ? 2 : 1); i++) {
                        new SnapshotBenchmark(count, backends.of(backend))
                                .run(writer, "Long", Types.LONG, value -> value);
                        new SnapshotBenchmark(count, backends.of(backend))
                                .run(
                                        writer,
                                        "Tuple2",
                                        Types.TUPLE(Types.LONG, Types.LONG),
                                        value -> Tuple2.of(value, value));
                    }
                }
            }
        }
        writer.shutdown();
    }

    /** Counts bytes, and copies them as a writer to a file would. */
    private static final class Sink implements SnapshotTarget {
        private final byte[] buffer = new byte[1 << 20];
        private long bytes;

        @Override
        public StoredRange add(StateId id, int keyGroup, byte[] array, int offset, int length) {
            for (int done = 0; done < length; done += buffer.length) {
                System.arraycopy(array, offset + done, buffer, 0, Math.min(buffer.length, length - done));
            }
            bytes += length;
            return () -> length;
        }

        @Override
        public FileTarget files(String kind, KeyGroupRange range) {
            return new FileTarget() {
                @Override
                public StoredRange add(String name, Path file) throws IOException {
                    byte[] content = Files.readAllBytes(file);
                    return Sink.this.add(new StateId("", name), 0, content, 0, content.length);
                }

                @Override
                public StoredRange keep(String name, StoredRange stored) {
                    return stored;
                }
            };
        }

        @Override
        public StoredRange keep(StateId id, int keyGroup, StoredRange range) {
            return range;
        }
    }

    private record Written(long bytes, long nanos) {}

    private static Future<Written> write(ExecutorService writer, KeyedSnapshot snapshot) {
        return writer.submit(() -> {
            Sink sink = new Sink();
            long start = System.nanoTime();
            snapshot.write(sink);
            snapshot.durable();
            return new Written(sink.bytes, System.nanoTime() - start);
        });
    }

    private <V> void run(ExecutorService writer, String kind, TypeInformation<V> type, LongFunction<V> make)
            throws Exception {
        ValueState<V> values = state.global().getState(new ValueStateDescriptor<>("values", type));
        for (int i = 0; i < keys.length; i++) {
            change(values, keys[i], make, i);
        }
        long start = System.nanoTime();
        KeyedSnapshot first = state.snapshot(false);
        long wholePause = System.nanoTime() - start;
        Written whole = write(writer, first).get();
        long[] pauses = new long[ROUNDS];
        long[] bytes = new long[ROUNDS];
        long[] nanos = new long[ROUNDS];
        double[] alone = new double[ROUNDS];
        double[] beside = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            alone[round] = change(values, make, CHANGES / 2);
            change(values, make, CHANGES / 2);
            start = System.nanoTime();
            KeyedSnapshot snapshot = state.snapshot(false);
            pauses[round] = System.nanoTime() - start;
            Future<Written> writing = write(writer, snapshot);
            beside[round] = change(values, make, CHANGES / 2);
            bytes[round] = writing.get().bytes();
            nanos[round] = writing.get().nanos();
        }
        for (long[] each : new long[][] {pauses, bytes, nanos}) {
            Arrays.sort(each);
        }
        Arrays.sort(alone);
        Arrays.sort(beside);
        int middle = ROUNDS / 2;
        System.out.printf(
                "%9d %-6s | %9.0f %11.0f | %9.2f %12.1f | %6.1f %6.0f %7.0f | %8.0f %8.0f%n",
                keys.length,
                kind,
                pauses[middle] / 1e3,
                pauses[ROUNDS - 1] / 1e3,
                bytes[middle] / 1e6,
                nanos[middle] / 1e6,
                whole.bytes() / 1e6,
                whole.nanos() / 1e6,
                wholePause / 1e3,
                alone[middle],
                beside[middle]);
        state.close();
    }

    private <V> double change(ValueState<V> values, LongFunction<V> make, int times) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            change(values, keys[random.nextInt(keys.length)], make, i);
        }
        return (double) (System.nanoTime() - start) / Math.max(1, times);
    }

    private <V> void change(ValueState<V> values, String key, LongFunction<V> make, long value) throws Exception {
        state.setCurrentKey(key, KeyGroups.hash(key));
        values.update(make.apply(value));
    }
}

package io.yarnflink.benchmarks;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.common.CloseableIterator;
import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.testkit.local.LocalCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Sums by key over a million keys, on the heap, without checkpoints and with exactly-once ones each second to a local folder;
 * in turns, results compared; the first round warms up and does not count.
 *
 * <pre>CheckpointingBenchmark RECORDS ROUNDS</pre>
 */
public final class CheckpointingBenchmark {
    private static final long KEYS = 1_000_000;

    private final long records;

    private CheckpointingBenchmark(long records) {
        this.records = records;
    }

    public static void main(String[] args) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        new CheckpointingBenchmark(Long.parseLong(args[0])).run(Integer.parseInt(args[1]));
        System.exit(0);
    }

    private void run(int rounds) throws Exception {
        Measurement[] none = {new Measurement("1 subtask, none"), new Measurement("2 subtasks, none")};
        Measurement[] each = {new Measurement("1 subtask, each 1 s"), new Measurement("2 subtasks, each 1 s")};
        long expected = sum(1, false);
        for (int round = 0; round <= rounds; round++) {
            boolean counted = round > 0;
            for (int parallelism = 1; parallelism <= 2; parallelism++) {
                int p = parallelism;
                check(none[p - 1].run(() -> sum(p, false), counted), expected);
                check(each[p - 1].run(() -> sum(p, true), counted), expected);
            }
        }
        System.out.printf(
                "%,d records, %,d keys, %d rounds; MB/s: millions of records a second%n", records, KEYS, rounds);
        for (int i = 0; i < none.length; i++) {
            System.out.println(none[i].report(records, records));
            System.out.println(each[i].report(records, records));
        }
    }

    private static void check(long sum, long expected) {
        if (sum != expected) {
            throw new IllegalStateException("the sum is " + sum + " instead of " + expected);
        }
    }

    /** An order-free digest of each key's last sum. */
    private long sum(int parallelism, boolean checkpoints) throws Exception {
        Path folder = Files.createTempDirectory("checkpoints");
        long[] digest = new long[1];
        try (LocalCluster cluster = LocalCluster.inMemory(parallelism)) {
            cluster.run(() -> {
                Configuration configuration = new Configuration();
                configuration.set(
                        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                        folder.toUri().toString());
                StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
                env.setParallelism(parallelism);
                if (checkpoints) {
                    env.enableCheckpointing(1000);
                }
                try (CloseableIterator<Long> digests = env.fromSequence(0, records - 1)
                        .keyBy(CheckpointingBenchmark::key)
                        .process(new Sum())
                        .executeAndCollect("Sums")) {
                    digests.forEachRemaining(each -> digest[0] += each);
                }
            });
        } finally {
            delete(folder);
        }
        return digest[0];
    }

    private static Long key(long number) {
        long mixed = number * 0x9E3779B97F4A7C15L;
        return ((mixed ^ mixed >>> 32) & Long.MAX_VALUE) % KEYS;
    }

    private static void delete(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                // The job may still be taking away what it needs no more.
                Files.deleteIfExists(file);
            }
        }
    }

    /** Emits a digest of each key's sum at the end of the input. */
    private static final class Sum extends KeyedProcessFunction<Long, Long, Long> {
        private transient ValueState<Long> sum;

        @Override
        public void open(OpenContext context) {
            sum = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", Types.LONG));
        }

        @Override
        public void processElement(Long number, Context context, Collector<Long> out) throws Exception {
            Long before = sum.value();
            if (before == null) {
                context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
            }
            sum.update(before == null ? number : before + number);
        }

        @Override
        public void onTimer(long time, OnTimerContext context, Collector<Long> out) throws Exception {
            out.collect((context.getCurrentKey() + 1) * 0x9E3779B97F4A7C15L ^ requireNonNull(sum.value()));
        }
    }
}

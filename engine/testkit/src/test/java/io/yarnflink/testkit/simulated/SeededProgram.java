package io.yarnflink.testkit.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.CloseableIterator;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.tuple.Tuple2;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A program drawn from a seed, and what it must give: numbers counted by their remainder, through various exchanges. */
record SeededProgram(Shape shape, int records, int keys, long poison) {
    private static final int PARALLELISM = 3;

    /** How the program is built. */
    enum Shape {
        RUNNING_SUMS,
        FINAL_COUNTS,
        UNION,
        BROADCAST,
        GLOBAL
    }

    static SeededProgram draw(SplittableRandom random) {
        Shape shape = Shape.values()[random.nextInt(Shape.values().length)];
        int records = 1 + random.nextInt(400);
        long poison = random.nextInt(6) == 0 ? 1 + random.nextInt(records) : -1;
        return new SeededProgram(shape, records, 1 + random.nextInt(20), poison);
    }

    List<Tuple2<Long, Long>> run() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(PARALLELISM);
        DataStream<Long> numbers = env.fromSequence(1, records).name("Numbers");
        DataStream<Tuple2<Long, Long>> results = switch (shape) {
            case RUNNING_SUMS ->
                remainders(numbers.rebalance()).keyBy(pair -> pair.f0).sum(1);
            case FINAL_COUNTS -> finalCounts(remainders(numbers));
            case UNION ->
                finalCounts(remainders(numbers)
                        .union(remainders(env.fromSequence(1, records).setParallelism(1))));
            case BROADCAST -> finalCounts(remainders(numbers.broadcast()));
            case GLOBAL -> remainders(numbers.global()).keyBy(pair -> pair.f0).sum(1);
        };
        List<Tuple2<Long, Long>> collected = new ArrayList<>();
        try (CloseableIterator<Tuple2<Long, Long>> iterator = results.executeAndCollect("seeded")) {
            iterator.forEachRemaining(collected::add);
        }
        return collected;
    }

    private DataStream<Tuple2<Long, Long>> remainders(DataStream<Long> numbers) {
        return numbers.map(new Remainder(keys, poison)).name("Remainder");
    }

    private static DataStream<Tuple2<Long, Long>> finalCounts(DataStream<Tuple2<Long, Long>> pairs) {
        return pairs.keyBy(pair -> pair.f0).process(new CountUntilTheEnd()).name("Count");
    }

    /** Every record counted once, no more and no less. */
    void check(List<Tuple2<Long, Long>> results) {
        int copies = shape == Shape.UNION ? 2 : shape == Shape.BROADCAST ? PARALLELISM : 1;
        List<Tuple2<Long, Long>> expected = new ArrayList<>();
        for (long key = 0; key < keys; key++) {
            long remainder = key;
            long count = LongStream.rangeClosed(1, records)
                            .filter(number -> number % keys == remainder)
                            .count()
                    * copies;
            if (shape == Shape.RUNNING_SUMS || shape == Shape.GLOBAL) {
                for (long running = 1; running <= count; running++) {
                    expected.add(Tuple2.of(key, running));
                }
            } else if (count > 0) {
                expected.add(Tuple2.of(key, count));
            }
        }
        assertThat(results).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Pairs a number's remainder with one; fails on one number if asked to. */
    private record Remainder(long keys, long poison) implements MapFunction<Long, Tuple2<Long, Long>> {
        @Override
        public Tuple2<Long, Long> map(Long value) {
            if (value == poison) {
                throw new IllegalStateException("poison " + value);
            }
            return Tuple2.of(value % keys, 1L);
        }
    }

    /** Counts in keyed state and emits when the input has ended. */
    private static final class CountUntilTheEnd
            extends KeyedProcessFunction<Long, Tuple2<Long, Long>, Tuple2<Long, Long>> {
        private transient @Nullable ValueState<Long> count;

        @Override
        public void open(OpenContext openContext) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Long.class));
        }

        private ValueState<Long> count() {
            return Objects.requireNonNull(count, "open() comes first");
        }

        @Override
        public void processElement(Tuple2<Long, Long> value, Context context, Collector<Tuple2<Long, Long>> out)
                throws Exception {
            Long before = count().value();
            count().update(before == null ? 1 : before + 1);
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<Tuple2<Long, Long>> out)
                throws Exception {
            out.collect(Tuple2.of(context.getCurrentKey(), Objects.requireNonNull(count().value())));
        }
    }
}

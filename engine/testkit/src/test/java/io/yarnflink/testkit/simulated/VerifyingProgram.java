package io.yarnflink.testkit.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.RestartStrategies;
import io.yarnflink.api.connector.source.lib.NumberSequenceSource;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.typeinfo.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Numbers, counted by their remainder in keyed state, each written once with its count: in the committed output every number
 * is there once, and every count of every key.
 */
record VerifyingProgram(
        String ledger, int numbers, int keys, int splits, Duration pace, Duration interval, int regions) {
    static VerifyingProgram draw(String ledger, SplittableRandom random) {
        return new VerifyingProgram(
                ledger,
                1 + random.nextInt(400),
                1 + random.nextInt(10),
                1 + random.nextInt(30),
                Duration.ofMillis(1 + random.nextInt(60)),
                Duration.ofMillis(50 + random.nextInt(1_500)),
                1 + random.nextInt(2));
    }

    void run() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(interval.toMillis());
        env.getCheckpointConfig().setTolerableCheckpointFailureNumber(3);
        env.getCheckpointConfig().setCheckpointTimeout(20_000);
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(Integer.MAX_VALUE, Duration.ofMillis(200)));
        for (int region = 0; region < regions; region++) {
            build(env, region);
        }
        env.execute("verify");
    }

    private void build(StreamExecutionEnvironment env, int region) {
        String name = "Numbers " + region;
        PacedRanges source =
                new PacedRanges(new FineRanges(new NumberSequenceSource(1, numbers), splits), pace, ledger, name);
        int divisor = keys;
        DataStream<Long> read = env.fromSource(source, WatermarkStrategy.noWatermarks(), name, Types.LONG);
        read.keyBy(number -> number % divisor)
                .process(new Count(region))
                .name("Count " + region)
                .sinkTo(new LedgerSink(ledger))
                .name("Ledger " + region);
    }

    /** Every number once, and with every key every count once, as if nothing had happened. */
    void check(List<String> committed) {
        List<String> all = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        for (String line : committed) {
            String[] fields = line.split(" ", -1);
            all.add(fields[0] + " " + fields[1]);
            counts.add(fields[0] + " " + fields[2] + " " + fields[3]);
        }
        List<String> expected = new ArrayList<>();
        List<String> expectedCounts = new ArrayList<>();
        for (int region = 0; region < regions; region++) {
            for (long number = 1; number <= numbers; number++) {
                expected.add(region + " " + number);
                long key = number % keys;
                long nth = key == 0 ? number / keys : number / keys + 1;
                expectedCounts.add(region + " " + key + " " + nth);
            }
        }
        assertThat(all).as("numbers").containsExactlyInAnyOrderElementsOf(expected);
        assertThat(counts).as("counts").containsExactlyInAnyOrderElementsOf(expectedCounts);
    }

    /** Emits each number with its key and how many it is of that key. */
    private static final class Count extends KeyedProcessFunction<Long, Long, String> {
        private final int region;
        private transient @Nullable ValueState<Long> count;

        Count(int region) {
            this.region = region;
        }

        @Override
        public void open(OpenContext openContext) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Long.class));
        }

        @Override
        public void processElement(Long number, Context context, Collector<String> out) throws Exception {
            ValueState<Long> state = Objects.requireNonNull(count, "open() comes first");
            Long before = state.value();
            long now = before == null ? 1 : before + 1;
            state.update(now);
            out.collect(region + " " + number + " " + context.getCurrentKey() + " " + now);
        }
    }
}

package io.yarnflink.taskmanager.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.RichMapFunction;
import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.state.CheckpointedFunction;
import io.yarnflink.api.state.FunctionInitializationContext;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.taskmanager.testing.CheckpointedGraph;
import io.yarnflink.transport.protocol.CheckpointSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Jobs that fail at random moments and go on from their last complete checkpoint, by the seed. */
class ExactlyOnceTest {
    private static final int SEEDS = 60;
    private static final int RECORDS = 60;
    private static final int MOST_STEPS = 400_000;

    /** What the last task has seen of each key: the highest count and how many. */
    private static final Map<String, long[]> SEEN = new TreeMap<>();

    @Test
    void alignedCheckpointsCountEachRecordOnce() {
        Outcome outcome = run(new CheckpointSpec(true, -1L, "", true, 256L << 20, false));
        assertThat(outcome.completions).isGreaterThan(SEEDS);
        assertThat(outcome.bytesUnderWay).isZero();
    }

    @Test
    void checkpointsThatDoNotWaitForTheirBarriersCountEachRecordOnce() {
        Outcome outcome = run(new CheckpointSpec(true, 0L, "", true, 256L << 20, false));
        assertThat(outcome.completions).isGreaterThan(SEEDS);
        assertThat(outcome.bytesUnderWay).isPositive();
    }

    @Test
    void whereNothingMayBeUnderWaySuchCheckpointsAreDeclinedAndStillEachRecordCountsOnce() {
        Outcome outcome = run(new CheckpointSpec(true, 0L, "", true, 0L, false));
        assertThat(outcome.completions).isPositive();
        assertThat(outcome.bytesUnderWay).isZero();
    }

    @Test
    void checkpointsThatWaitForALittleWhileCountEachRecordOnce() {
        Outcome outcome = run(new CheckpointSpec(true, 20L, "", true, 256L << 20, false));
        assertThat(outcome.completions).isGreaterThan(SEEDS);
        assertThat(outcome.bytesUnderWay).isPositive();
    }

    @Test
    void withoutAlignmentNoRecordIsLost() {
        Outcome outcome = run(new CheckpointSpec(false, -1L, "", true, 256L << 20, false));
        assertThat(outcome.completions).isGreaterThan(SEEDS);
        assertThat(outcome.repeated).isPositive();
    }

    /** What all seeds came to. */
    private static final class Outcome {
        private int completions;
        private long bytesUnderWay;
        private long repeated;
    }

    private static Outcome run(CheckpointSpec spec) {
        Outcome outcome = new Outcome();
        for (int seed = 0; seed < SEEDS; seed++) {
            run(seed, spec, outcome);
        }
        return outcome;
    }

    private static void run(int seed, CheckpointSpec spec, Outcome outcome) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Integer> expected = new TreeMap<>();
        List<String> records = List.of(records(random, expected), records(random, expected));
        SEEN.clear();
        Map<String, SavedState> from = Map.of();
        long nextCheckpoint = 1;
        int failures = random.nextInt(4);
        while (true) {
            CheckpointedGraph graph = new CheckpointedGraph(random, spec, from, nextCheckpoint);
            graph.start(
                    records,
                    new OperatorDescriptor.KeyedProcess<>(
                            new Count(), new Keying<>((String value) -> value, Types.STRING)),
                    new OperatorDescriptor.Map<>(new Total()));
            boolean finished = go(graph, failures > 0 ? random.nextInt(2_500) : MOST_STEPS);
            outcome.completions += graph.completions();
            outcome.bytesUnderWay += graph.bytesUnderWay();
            if (finished) {
                break;
            }
            assertThat(failures)
                    .as("seed " + seed + " comes to its end\n" + graph.describe())
                    .isPositive();
            failures--;
            from = graph.saved();
            nextCheckpoint = graph.nextCheckpoint();
        }
        expected.forEach((key, count) -> {
            long[] seen = SEEN.getOrDefault(key, new long[2]);
            if (spec.getExactlyOnce()) {
                assertThat(seen).as("seed " + seed + " key " + key).containsExactly(count, count);
            } else {
                assertThat(seen[0]).as("seed " + seed + " key " + key).isGreaterThanOrEqualTo(count);
                assertThat(seen[1]).as("seed " + seed + " key " + key).isGreaterThanOrEqualTo(count);
                outcome.repeated += seen[0] - count;
            }
        });
    }

    /** True when the job has finished within so many steps. */
    private static boolean go(CheckpointedGraph graph, int steps) {
        for (int i = 0; i < steps; i++) {
            if (!graph.step()) {
                return true;
            }
        }
        return false;
    }

    private static String records(SplittableRandom random, Map<String, Integer> expected) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            String key = "k" + random.nextInt(7);
            expected.merge(key, 1, Integer::sum);
            records.add(key);
        }
        return String.join(",", records);
    }

    /** Emits each key with how many there were. */
    private static final class Count extends KeyedProcessFunction<String, String, String> {
        private transient @Nullable ValueState<Integer> count;

        @Override
        public void open(OpenContext openContext) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.INT));
        }

        @Override
        public void processElement(String value, Context ctx, Collector<String> out) throws Exception {
            ValueState<Integer> state = Objects.requireNonNull(count);
            Integer before = state.value();
            int now = before == null ? 1 : before + 1;
            state.update(now);
            out.collect(value + "=" + now);
        }
    }

    /** Keeps what it has seen of each key. */
    private static final class Total extends RichMapFunction<String, String> implements CheckpointedFunction {
        private transient @Nullable ListState<String> state;

        @Override
        public String map(String value) {
            String[] parts = value.split("=", -1);
            long[] seen = SEEN.computeIfAbsent(parts[0], absent -> new long[2]);
            seen[0] = Math.max(seen[0], Long.parseLong(parts[1]));
            seen[1]++;
            return value;
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            List<String> all = new ArrayList<>();
            SEEN.forEach((key, seen) -> all.add(key + "=" + seen[0] + "=" + seen[1]));
            Objects.requireNonNull(state).update(all);
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            state = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("seen", Types.STRING));
            SEEN.clear();
            for (String each : state.get()) {
                String[] parts = each.split("=", -1);
                SEEN.put(parts[0], new long[] {Long.parseLong(parts[1]), Long.parseLong(parts[2])});
            }
        }
    }
}

package io.yarnflink.testkit.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.RestartStrategyOptions;
import io.yarnflink.api.configuration.StateBackendOptions;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.source.datagen.DataGeneratorSource;
import io.yarnflink.api.functions.source.datagen.SequenceGenerator;
import io.yarnflink.api.state.CheckpointListener;
import io.yarnflink.api.state.MapState;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.testkit.local.LocalCluster;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole jobs with state in RocksDB. */
@Timeout(180)
class RocksDbProgramsTest {
    private static final int NUMBERS = 10_000;
    private static final int KEYS = 100;
    private static final int FAILURES = 2;

    private static final AtomicInteger FAILED = new AtomicInteger();
    private static final Map<Long, Long> COUNTS = new ConcurrentHashMap<>();
    private static final Map<Long, Integer> DISTINCT = new ConcurrentHashMap<>();

    /** Counts the records of its key, and its distinct numbers; fails some time after a checkpoint is complete. */
    private static final class Count extends KeyedProcessFunction<Long, Long, Long> implements CheckpointListener {
        private static final ValueStateDescriptor<Long> COUNT = new ValueStateDescriptor<>("count", Types.LONG);
        private static final MapStateDescriptor<Long, Boolean> SEEN =
                new MapStateDescriptor<>("seen", Types.LONG, Types.BOOLEAN);

        private int sinceCompleted = Integer.MIN_VALUE;

        @Override
        public void processElement(Long number, Context context, Collector<Long> out) throws Exception {
            ValueState<Long> count = getRuntimeContext().getState(COUNT);
            MapState<Long, Boolean> seen = getRuntimeContext().getMapState(SEEN);
            Long before = count.value();
            long now = before == null ? 1 : before + 1;
            count.update(now);
            seen.put(number, true);
            sinceCompleted++;
            if (sinceCompleted == 500 && FAILED.get() < FAILURES) {
                FAILED.incrementAndGet();
                throw new IllegalStateException("planned");
            }
            int distinct = 0;
            for (Long each : seen.keys()) {
                distinct += each == null ? 0 : 1;
            }
            Long key = context.getCurrentKey();
            COUNTS.merge(key, now, Math::max);
            DISTINCT.merge(key, distinct, Math::max);
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            if (sinceCompleted < 0) {
                sinceCompleted = 0;
            }
        }
    }

    @Test
    void aJobThatFailsGoesOnFromRocksDbsFilesAndCountsEachRecordOnce() throws Exception {
        FAILED.set(0);
        COUNTS.clear();
        DISTINCT.clear();
        Configuration configuration = new Configuration()
                .set(StateBackendOptions.STATE_BACKEND, StateBackendOptions.ROCKSDB)
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100))
                .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
                .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10)
                .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
        try (LocalCluster cluster = LocalCluster.overNetwork(2, 1)) {
            cluster.run(() -> {
                StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
                env.setParallelism(2);
                env.addSource(new DataGeneratorSource<>(
                                SequenceGenerator.longGenerator(0, NUMBERS - 1), NUMBERS / 4, null))
                        .returns(Types.LONG)
                        .keyBy(number -> number % KEYS)
                        .process(new Count())
                        .print();
                env.execute();
            });
        }
        assertThat(FAILED).hasValue(FAILURES);
        assertThat(COUNTS)
                .hasSize(KEYS)
                .allSatisfy((key, count) -> assertThat(count).isEqualTo(NUMBERS / KEYS));
        assertThat(DISTINCT)
                .hasSize(KEYS)
                .allSatisfy((key, count) -> assertThat(count).isEqualTo(NUMBERS / KEYS));
    }
}

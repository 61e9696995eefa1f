package io.yarnflink.testkit.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.CloseableIterator;
import io.yarnflink.api.connector.source.lib.NumberSequenceSource;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.typeinfo.Types;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WatermarkAlignmentSimulationTest {
    private static final long STEP = 100;
    private static final long DRIFT = 1_000;
    private static final long FIRST_BOUND = 60;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 4);
    }

    private static DataStream<Long> numbers(
            StreamExecutionEnvironment env, String name, long last, long paceMillis, Duration idleness) {
        WatermarkStrategy<Long> strategy = WatermarkStrategy.<Long>forMonotonousTimestamps()
                .withTimestampAssigner((number, old) -> number * STEP)
                .withWatermarkAlignment("g", Duration.ofMillis(DRIFT), Duration.ofMillis(50))
                .withIdleness(idleness);
        return env.fromSource(
                new PacedNumbers(name, new NumberSequenceSource(1, last), Duration.ofMillis(paceMillis)),
                strategy,
                name,
                Types.LONG);
    }

    private static void run(long seed, long slowPaceMillis, Duration idleness) throws Exception {
        PacedNumbers.READ.clear();
        SimulatedCluster cluster = new SimulatedCluster(seed, ClusterPlan.good(2), 1);
        cluster.newClient().run(() -> {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            env.getConfig().setAutoWatermarkInterval(10);
            try (CloseableIterator<Long> results = numbers(env, "slow", 200, slowPaceMillis, idleness)
                    .union(numbers(env, "fast", 400, 5, idleness))
                    .executeAndCollect()) {
                assertThat(results).toIterable().hasSize(600);
            }
        });
        assertThat(cluster.leaks()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aFastSourceStaysNearASlowOneUntilThatHasFinished(long seed) throws Exception {
        run(seed, 50, Duration.ofSeconds(10));
        long slow = 0;
        long furthest = 0;
        for (PacedNumbers.Read read : PacedNumbers.READ) {
            if (read.name().equals("slow")) {
                slow = read.number();
            } else if (read.number() > FIRST_BOUND && slow < 200) {
                furthest = Math.max(furthest, read.number() - slow);
            }
        }
        assertThat(furthest)
                .as("how many steps the fast source was ahead, once it knew of the other")
                .isPositive()
                .isLessThanOrEqualTo(DRIFT / STEP + 2);
        assertThat(PacedNumbers.READ.get(PacedNumbers.READ.size() - 1)).isEqualTo(new PacedNumbers.Read("fast", 400));
    }

    @Test
    void anIdleSourceHoldsNobodyBack() throws Exception {
        run(7, 2_000, Duration.ofMillis(100));
        long slow = 0;
        for (PacedNumbers.Read read : PacedNumbers.READ) {
            if (read.name().equals("slow")) {
                slow = read.number();
            } else if (read.number() == 400) {
                break;
            }
        }
        assertThat(slow)
                .as("how far the slow source was when the fast one had all")
                .isLessThan(60);
    }
}

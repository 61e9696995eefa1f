package io.yarnflink.testkit.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.CloseableIterator;
import io.yarnflink.api.connector.source.lib.NumberSequenceSource;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.testkit.faults.LossySplitPath;
import io.yarnflink.testkit.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SplitLossSimulationTest {
    private static final int READERS = 3;
    private static final int SPLITS = 30;
    private static final int NUMBERS = 300;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everySplitIsReadOnceAlthoughRequestsAndAssignmentsGetLost(long seed) throws Exception {
        LossySplitPath lossy = new LossySplitPath(seed);
        SimulatedCluster cluster =
                new SimulatedCluster(seed, ClusterPlan.good(2), READERS, lossy, Simulation.UNOBSERVED);
        List<Long> read = new ArrayList<>();
        cluster.newClient().run(() -> {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            FineRanges source = new FineRanges(new NumberSequenceSource(1, NUMBERS), SPLITS);
            try (CloseableIterator<Long> numbers = env.fromSource(
                            source, WatermarkStrategy.noWatermarks(), "Numbers", Types.LONG)
                    .executeAndCollect()) {
                numbers.forEachRemaining(read::add);
            }
        });
        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, NUMBERS).boxed().toList());
        assertThat(lossy.lost()).isGreaterThan(SPLITS);
        assertThat(cluster.leaks()).isEmpty();
    }
}

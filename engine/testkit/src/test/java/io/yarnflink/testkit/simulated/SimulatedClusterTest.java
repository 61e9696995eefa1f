package io.yarnflink.testkit.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimulatedClusterTest {

    @Test
    void aProgramCountsAndCollects() throws Exception {
        SimulatedCluster cluster = new SimulatedCluster(1, ClusterPlan.good(2), 2);
        SeededProgram program = new SeededProgram(SeededProgram.Shape.UNION, 1_000, 7, -1);
        cluster.newClient().run(() -> program.check(program.run()));
        assertThat(cluster.leaks()).isEmpty();
    }
}

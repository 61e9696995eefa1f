package io.yarnflink.testkit.simulated;

import io.yarnflink.testkit.faults.CheckpointBug;
import io.yarnflink.testkit.simulation.Simulation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation finds what is wrong with checkpoints: some record counts twice, or not at all. */
class CheckpointBugsSimulationTest {
    @ParameterizedTest
    @EnumSource
    void aPlantedBugIsFoundAndItsSeedFailsAgainInTheSameWay(CheckpointBug bug) {
        SimulatedBugs.assertFound(bug, seed -> new VerifyingRun(seed, bug, Simulation.UNOBSERVED));
    }
}

package io.yarnflink.testkit.simulated;

import io.yarnflink.testkit.faults.PlantedBug;
import io.yarnflink.testkit.simulation.Simulation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation finds bugs: an engine with one of them fails a seed before long. */
class PlantedBugsSimulationTest {
    @ParameterizedTest
    @EnumSource
    void aPlantedBugIsFoundAndItsSeedFailsAgainInTheSameWay(PlantedBug bug) {
        SimulatedBugs.assertFound(bug, seed -> new SeededRun(seed, bug, Simulation.UNOBSERVED));
    }
}

package io.yarnflink.testkit.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.testkit.faults.PlantedBug;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation finds bugs: an engine with one of them fails a seed before long. */
class PlantedBugsSimulationTest {
    private static final long SEEDS = 5_000;

    @ParameterizedTest
    @EnumSource
    void aPlantedBugIsFound(PlantedBug bug) {
        OptionalLong seed = LongStream.rangeClosed(1, SEEDS)
                .filter(candidate -> fails(candidate, bug))
                .findFirst();
        assertThat(seed).as("the seed that finds %s", bug).isPresent();
        System.out.println(bug + " is found by seed " + seed.getAsLong());
    }

    private static boolean fails(long seed, PlantedBug bug) {
        try {
            new SeededRun(seed, bug, line -> {}).run();
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }
}

package io.yarnflink.testkit.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.testkit.faults.CheckpointBug;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation finds what is wrong with checkpoints: some record counts twice, or not at all. */
class CheckpointBugsSimulationTest {
    private static final long SEEDS = 5_000;

    @ParameterizedTest
    @EnumSource
    void aPlantedBugIsFound(CheckpointBug bug) {
        OptionalLong seed = LongStream.rangeClosed(1, SEEDS)
                .filter(candidate -> fails(candidate, bug))
                .findFirst();
        assertThat(seed).as("the seed that finds %s", bug).isPresent();
        System.out.println(bug + " is found by seed " + seed.getAsLong());
    }

    private static boolean fails(long seed, CheckpointBug bug) {
        try {
            new VerifyingRun(seed, bug, line -> {}).run();
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }
}

package io.yarnflink.testkit.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.testkit.simulation.Simulation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The engine under many seeds; {@code -Dsimulation.seed=N} runs one and prints all that happens in it. */
class EngineSimulationTest {
    private static final int SEEDS = 200;
    private static final int REPEATED_EVERY = 20;

    @Test
    void everySeedEndsFinishedOrFailedForTheFaultThatWasInjectedAndLeavesNothing() {
        Long only = Long.getLong("simulation.seed");
        if (only != null) {
            System.out.println(check(only, true));
            return;
        }
        Map<String, Integer> ends = new TreeMap<>();
        SeedRange.check(SEEDS, seed -> check(seed, false).forEach(end -> ends.merge(end, 1, Integer::sum)));
        System.out.println("ends: " + ends);
        if (SeedRange.isUsual()) {
            assertThat(ends)
                    .as("the seeds reach every kind of end")
                    .containsKeys("FINISHED", "CANCELED", "USER_CODE", "CHANNEL", "TASK_MANAGER_LOST", "CLIENT_LOST");
        }
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        for (long seed = 1; seed <= SEEDS; seed += REPEATED_EVERY) {
            assertThat(hash(seed)).as("seed " + seed).isEqualTo(hash(seed));
        }
    }

    private static String hash(long seed) {
        SeededRun run = new SeededRun(seed, Wiring.DIRECT, Simulation.UNOBSERVED);
        run.run();
        return run.traceHash();
    }

    private static List<String> check(long seed, boolean verbose) {
        SeededRun run = new SeededRun(seed, Wiring.DIRECT, verbose ? System.out::println : Simulation.UNOBSERVED);
        try {
            return run.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "seed " + seed + " (" + run + ") failed; replay it with: mvn test -pl engine/testkit -am"
                            + " -Dtest=EngineSimulationTest -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed="
                            + seed,
                    e);
        }
    }
}

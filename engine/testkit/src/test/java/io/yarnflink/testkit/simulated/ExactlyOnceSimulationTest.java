package io.yarnflink.testkit.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever dies, every record counts once; {@code -Dsimulation.seed=N} runs one seed and prints all that happens in it. */
class ExactlyOnceSimulationTest {
    private static final int SEEDS = 800;

    @Test
    void everyRecordIsCommittedOnceWhateverFails() {
        Long only = Long.getLong("simulation.seed");
        if (only != null) {
            System.out.println(check(only, true));
            return;
        }
        Map<String, Integer> ends = new TreeMap<>();
        long first = Long.getLong("simulation.first", 1);
        for (long seed = first; seed < first + Integer.getInteger("simulation.seeds", SEEDS); seed++) {
            ends.merge(check(seed, false), 1, Integer::sum);
        }
        System.out.println("ends: " + ends);
        assertThat(ends).containsKey("FINISHED");
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        for (long seed = 1; seed <= 10; seed++) {
            assertThat(hash(seed)).as("seed " + seed).isEqualTo(hash(seed));
        }
    }

    private static String hash(long seed) {
        VerifyingRun run = new VerifyingRun(seed, Wiring.DIRECT, line -> {});
        run.run();
        return run.traceHash();
    }

    private static String check(long seed, boolean verbose) {
        VerifyingRun run = new VerifyingRun(seed, Wiring.DIRECT, verbose ? System.out::println : line -> {});
        try {
            return run.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    run + " failed; replay it with: mvn test -pl engine/testkit -am -Dtest=ExactlyOnceSimulationTest"
                            + " -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed=" + seed,
                    e);
        }
    }
}

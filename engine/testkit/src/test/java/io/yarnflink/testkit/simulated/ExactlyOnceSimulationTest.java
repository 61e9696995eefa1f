package io.yarnflink.testkit.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.testkit.simulation.Simulation;
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
            System.out.println(check(only, true, new TreeMap<>()));
            return;
        }
        Map<String, Integer> ends = new TreeMap<>();
        Map<String, Integer> gone = new TreeMap<>();
        SeedRange.check(SEEDS, seed -> ends.merge(check(seed, false, gone), 1, Integer::sum));
        System.out.println("ends: " + ends + ", leaders: " + gone);
        assertThat(ends).containsKey("FINISHED");
        if (SeedRange.isUsual()) {
            assertThat(gone)
                    .as("the seeds lose leaders in every manner, and others go on")
                    .containsKeys(
                            "KILLED",
                            "VANISHED",
                            "STOPPED",
                            "CUT_OFF",
                            "TAKEN_FOR_DEAD",
                            "completed by a later leader");
        }
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        for (long seed = 1; seed <= 10; seed++) {
            assertThat(hash(seed)).as("seed " + seed).isEqualTo(hash(seed));
        }
    }

    private static String hash(long seed) {
        VerifyingRun run = new VerifyingRun(seed, Wiring.DIRECT, Simulation.UNOBSERVED);
        run.run();
        return run.traceHash();
    }

    private static String check(long seed, boolean verbose, Map<String, Integer> gone) {
        VerifyingRun run = new VerifyingRun(seed, Wiring.DIRECT, verbose ? System.out::println : Simulation.UNOBSERVED);
        try {
            String end = run.run();
            run.gone().forEach(path -> gone.merge(path, 1, Integer::sum));
            return end;
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    run + " failed; replay it with: mvn test -pl engine/testkit -am -Dtest=ExactlyOnceSimulationTest"
                            + " -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed=" + seed,
                    e);
        }
    }
}

package io.yarnflink.testkit.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** Looks for the seed that finds a planted bug, and whether it fails in the same way when it is played again. */
final class SimulatedBugs {
    private static final long SEEDS = 5_000;

    private SimulatedBugs() {}

    /** A run under a seed. */
    interface Run {
        /** Fails with an AssertionError when something does not hold. */
        Object run();

        String traceHash();
    }

    static void assertFound(Object bug, LongFunction<Run> runs) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            List<Optional<String>> failures = new ArrayList<>();
            do {
                // From one line: stack traces are part of what is sent, and of the hash.
                failures.add(failure(runs.apply(seed)));
            } while (failures.size() == 1 && failures.get(0).isPresent());
            if (failures.get(0).isPresent()) {
                String first = failures.get(0).get();
                System.out.println(bug + " is found by seed " + seed + ": "
                        + first.lines().findFirst().orElse(""));
                assertThat(failures.get(1)).as("seed " + seed + " played again").contains(first);
                return;
            }
        }
        throw new AssertionError("no seed up to " + SEEDS + " finds " + bug);
    }

    /** How it fails, and a hash of all that happened until then. */
    private static Optional<String> failure(Run run) {
        try {
            run.run();
            return Optional.empty();
        } catch (AssertionError e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return Optional.of(cause.getMessage() + "\n" + run.traceHash());
        }
    }
}

package io.yarnflink.testkit.simulated;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Seeds of a simulation, from {@code -Dsimulation.first} on as many as {@code -Dsimulation.seeds} says. */
final class SeedRange {
    /** Whoever runs 100,000 seeds wants to know of more than the first that fails, but not of all. */
    private static final int MOST_FAILURES = 20;

    private SeedRange() {}

    /** Checks one after the other; those that fail are printed at once, and in the end it fails as the first did. */
    static void check(int usual, LongConsumer check) {
        long first = Long.getLong("simulation.first", 1);
        int seeds = Integer.getInteger("simulation.seeds", usual);
        long begun = cpuNanos();
        int failures = 0;
        @Nullable Throwable firstFailure = null;
        for (long seed = first; seed < first + seeds && failures < MOST_FAILURES; seed++) {
            try {
                check.accept(seed);
            } catch (RuntimeException | AssertionError e) {
                failures++;
                firstFailure = firstFailure == null ? e : firstFailure;
                System.out.println("FAILED: seed " + seed + ": " + innermost(e));
            }
        }
        System.out.printf(Locale.ROOT, "%d seeds, %.1f s of CPU%n", seeds, (cpuNanos() - begun) / 1e9);
        if (firstFailure != null) {
            throw new AssertionError(failures + " of the seeds from " + first + " on failed", firstFailure);
        }
    }

    /** Whether these are the seeds of every build, which are known to go through everything. */
    static boolean isUsual() {
        return System.getProperty("simulation.first") == null && System.getProperty("simulation.seeds") == null;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
    }
}

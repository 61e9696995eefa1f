package io.yarnflink.taskmanager.task;

import io.yarnflink.api.time.Clock;

/** How much one step may do: a millisecond, and not too many rounds, because a simulated clock stands still. */
final class StepBudget {
    private static final long NANOS = 1_000_000;
    private static final int ROUNDS = 256;

    private final Clock clock;
    private final long start;
    private int rounds;

    StepBudget(Clock clock) {
        this.clock = clock;
        start = clock.nanos();
    }

    boolean isSpent() {
        return ++rounds >= ROUNDS || clock.nanos() - start >= NANOS;
    }
}

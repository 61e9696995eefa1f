package io.yarnflink.taskmanager.task;

import io.yarnflink.api.time.Clock;

/**
 * One step's rounds, each a batch or a poll of a source: it ends after a millisecond, when an outlet has no space, or
 * after so many rounds that a clock must be standing still.
 */
final class Turn {
    private static final long NANOS = 1_000_000;
    private static final int MOST_ROUNDS = 256;

    private final Head head;
    private final Outlets outlets;
    private final TaskMeter meter;
    private final Clock clock;
    private final long start;
    private int rounds;

    Turn(Head head, Outlets outlets, TaskMeter meter, Clock clock) {
        this.head = head;
        this.outlets = outlets;
        this.meter = meter;
        this.clock = clock;
        start = clock.nanos();
    }

    /** After each round: whether there is to be another. */
    boolean goesOn() {
        // Before the outlets, because handing over may wait for space, and meanwhile others look at the meter.
        meter.update(head, outlets, clock);
        outlets.flushIfConsumersIdle();
        return outlets.drain() && ++rounds < MOST_ROUNDS && clock.nanos() - start < NANOS;
    }
}

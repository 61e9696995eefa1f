package io.yarnflink.taskmanager.testing;

import io.yarnflink.api.time.Clock;
import java.time.Duration;

/** Stands still until it is moved; one thread. */
public final class ManualClock implements Clock {
    private long nanos;

    @Override
    public long wallMillis() {
        return 1_000_000 + nanos / 1_000_000;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    public void advance(Duration time) {
        nanos += time.toNanos();
    }
}

package io.yarnflink.testkit.harness;

import io.yarnflink.api.time.Clock;
import java.util.concurrent.TimeUnit;

/** Stands where the test put it. */
final class HarnessClock implements Clock {
    private long millis;

    void set(long newMillis) {
        millis = newMillis;
    }

    @Override
    public long wallMillis() {
        return millis;
    }

    @Override
    public long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}

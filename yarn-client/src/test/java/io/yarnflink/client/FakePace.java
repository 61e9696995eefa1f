package io.yarnflink.client;

import io.yarnflink.api.time.Clock;
import io.yarnflink.client.job.Pace;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only in pauses, and then at once. */
public final class FakePace implements Pace, Clock {
    private final AtomicLong nanos = new AtomicLong();

    @Override
    public Clock clock() {
        return this;
    }

    @Override
    public void pause(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    @Override
    public long wallMillis() {
        return nanos.get() / 1_000_000;
    }

    @Override
    public long nanos() {
        return nanos.get();
    }
}

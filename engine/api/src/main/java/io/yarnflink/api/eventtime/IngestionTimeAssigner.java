package io.yarnflink.api.eventtime;

import io.yarnflink.api.time.Clock;
import io.yarnflink.api.time.SystemClock;

/** Gives records the time at which they enter, which never goes back. */
public final class IngestionTimeAssigner<T> implements TimestampAssigner<T> {
    private final Clock clock;
    private long latest = Long.MIN_VALUE;

    public IngestionTimeAssigner() {
        this(SystemClock.INSTANCE);
    }

    IngestionTimeAssigner(Clock clock) {
        this.clock = clock;
    }

    @Override
    public long extractTimestamp(T element, long recordTimestamp) {
        latest = Math.max(latest, clock.wallMillis());
        return latest;
    }
}

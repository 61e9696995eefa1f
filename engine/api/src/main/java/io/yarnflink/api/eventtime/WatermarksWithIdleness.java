package io.yarnflink.api.eventtime;

import io.yarnflink.api.time.RelativeClock;
import io.yarnflink.api.time.SystemClock;
import java.time.Duration;
import java.util.Objects;

/** Marks the output idle when no record came for a while; otherwise as the generator it wraps. */
public class WatermarksWithIdleness<T> implements WatermarkGenerator<T> {
    private final WatermarkGenerator<T> watermarks;
    private final long timeoutNanos;
    private final RelativeClock clock;
    private boolean seenEvent;
    private long quietSince;
    private boolean idle;

    public WatermarksWithIdleness(WatermarkGenerator<T> watermarks, Duration idleTimeout, RelativeClock clock) {
        this.watermarks = Objects.requireNonNull(watermarks, "watermarks is null");
        this.clock = Objects.requireNonNull(clock, "clock is null");
        timeoutNanos = positive(idleTimeout).toNanos();
        quietSince = clock.relativeTimeNanos();
    }

    /** Measures the time since the last record on the machine's clock, also while nothing can come for backpressure. */
    @Deprecated
    public WatermarksWithIdleness(WatermarkGenerator<T> watermarks, Duration idleTimeout) {
        this(watermarks, idleTimeout, RelativeClock.of(SystemClock.INSTANCE));
    }

    static Duration positive(Duration idleTimeout) {
        Objects.requireNonNull(idleTimeout, "idleTimeout is null");
        if (idleTimeout.isZero() || idleTimeout.isNegative()) {
            throw new IllegalArgumentException("idleTimeout must be greater than zero, was " + idleTimeout);
        }
        return idleTimeout;
    }

    @Override
    public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {
        watermarks.onEvent(event, eventTimestamp, output);
        seenEvent = true;
        if (idle) {
            idle = false;
            output.markActive();
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        long now = clock.relativeTimeNanos();
        if (seenEvent) {
            seenEvent = false;
            quietSince = now;
        }
        if (now - quietSince < timeoutNanos) {
            watermarks.onPeriodicEmit(output);
        } else if (!idle) {
            idle = true;
            output.markIdle();
        }
    }
}

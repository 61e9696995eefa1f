package io.yarnflink.connectors.files;

import io.yarnflink.api.time.Clock;

/** Says how many records may be read now; saves up at most a tenth of a second. One thread. */
final class RateLimit {
    private final double perNano;
    private final Clock clock;
    private final double burst;
    private double permits;
    private long last;

    RateLimit(double recordsPerSecond, Clock clock) {
        this.perNano = recordsPerSecond / 1e9;
        this.clock = clock;
        this.burst = Math.max(1, recordsPerSecond / 10);
        this.last = clock.nanos();
    }

    boolean isUnlimited() {
        return Double.isInfinite(perNano);
    }

    /** Up to {@code wanted} permits, possibly none. */
    int acquire(int wanted) {
        if (isUnlimited()) {
            return wanted;
        }
        long now = clock.nanos();
        permits = Math.min(burst, permits + (now - last) * perNano);
        last = now;
        int granted = (int) Math.min(wanted, permits);
        permits -= granted;
        return granted;
    }

    /** Nanoseconds until the next permit. */
    long nanosToNext() {
        return (long) Math.ceil((1 - permits) / perNano);
    }
}

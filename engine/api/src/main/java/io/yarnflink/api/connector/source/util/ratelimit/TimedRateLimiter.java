package io.yarnflink.api.connector.source.util.ratelimit;

import io.yarnflink.api.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Lets so many records go in a second, and saves up for a second what was not used. */
final class TimedRateLimiter implements RateLimiter {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

    private final double perNano;
    private final double burst;
    private final Clock clock;
    private final long origin;
    /** When the records are paid for that were let go, in nanoseconds from the origin. */
    private double paidUntil;

    TimedRateLimiter(double perSecond, Clock clock) {
        perNano = perSecond / NANOS_PER_SECOND;
        burst = NANOS_PER_SECOND;
        this.clock = clock;
        origin = clock.nanos();
    }

    @Override
    public CompletionStage<Void> acquire() {
        return acquire(1);
    }

    @Override
    public CompletionStage<Void> acquire(int numberOfRequests) {
        double now = clock.nanos() - origin;
        paidUntil = Math.max(paidUntil, now - burst);
        double waitNanos = paidUntil - now;
        paidUntil += numberOfRequests / perNano;
        return waitNanos <= 0
                ? NOW
                : new CompletableFuture<Void>()
                        .completeOnTimeout(null, (long) Math.ceil(waitNanos), TimeUnit.NANOSECONDS);
    }
}

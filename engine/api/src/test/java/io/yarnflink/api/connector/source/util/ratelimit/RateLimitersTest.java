package io.yarnflink.api.connector.source.util.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimitersTest {
    private final Hand clock = new Hand();

    @Test
    void aSecondHoldsSoManyRecordsAndWhatWasNotUsedIsSavedForOne() {
        TimedRateLimiter limiter = new TimedRateLimiter(4, clock);
        assertThat(now(limiter)).isTrue();
        assertThat(now(limiter)).as("the next comes in a quarter of a second").isFalse();
        clock.nanos += TimeUnit.SECONDS.toNanos(100);
        int let = 0;
        while (now(limiter)) {
            let++;
        }
        assertThat(let).isEqualTo(5);
    }

    @Test
    void whoWaitsIsLetGoByTime() {
        RateLimiter limiter = RateLimiterStrategy.perSecond(200).createRateLimiter(2);
        assertThat(limiter.acquire().toCompletableFuture()).isCompleted();
        assertThat(limiter.acquire(2).toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20));
        assertThatThrownBy(() -> RateLimiterStrategy.perSecond(0)).hasMessageContaining("must be above 0, was 0.0");
    }

    @Test
    void aCheckpointLetsTheNextOnesGo() {
        RateLimiter limiter = RateLimiterStrategy.perCheckpoint(4).createRateLimiter(2);
        CompletableFuture<Void> two = limiter.acquire(2).toCompletableFuture();
        CompletableFuture<Void> third = limiter.acquire().toCompletableFuture();
        assertThat(two).isCompleted();
        assertThat(third).isNotDone();
        limiter.notifyAddingSplit(() -> "a split");
        limiter.notifyCheckpointComplete(1);
        assertThat(third).isCompleted();
        assertThat(limiter.acquire().toCompletableFuture()).isCompleted();
        assertThat(limiter.acquire().toCompletableFuture())
                .as("one of two was taken by the third")
                .isNotDone();
        assertThatThrownBy(() -> RateLimiterStrategy.perCheckpoint(0)).hasMessageContaining("at least 1, was 0");
    }

    @Test
    void withoutALimitNobodyWaits() {
        RateLimiter limiter = RateLimiterStrategy.noOp().createRateLimiter(1);
        assertThat(limiter.acquire().toCompletableFuture()).isCompleted();
        assertThat(limiter.acquire(1_000_000).toCompletableFuture()).isCompleted();
    }

    private static boolean now(RateLimiter limiter) {
        return limiter.acquire().toCompletableFuture().isDone();
    }

    private static final class Hand implements Clock {
        private long nanos = 5;

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public long wallMillis() {
            return 0;
        }
    }
}

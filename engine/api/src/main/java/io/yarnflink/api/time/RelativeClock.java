package io.yarnflink.api.time;

/** A clock that only measures distances; it never goes back. */
public interface RelativeClock {
    long relativeTimeMillis();

    long relativeTimeNanos();

    /** Measures on {@code clock}. */
    static RelativeClock of(Clock clock) {
        return new RelativeClock() {
            @Override
            public long relativeTimeMillis() {
                return clock.nanos() / 1_000_000;
            }

            @Override
            public long relativeTimeNanos() {
                return clock.nanos();
            }
        };
    }
}

package io.yarnflink.api.time;

/** A clock that only measures distances; it never goes back. */
public interface RelativeClock {
    long relativeTimeMillis();

    long relativeTimeNanos();
}

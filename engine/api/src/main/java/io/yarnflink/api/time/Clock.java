package io.yarnflink.api.time;

/** Tells the time; the real one is {@link SystemClock}, tests bring their own. */
public interface Clock {
    /** Milliseconds since the epoch; may jump. For people and event logs. */
    long wallMillis();

    /** Nanoseconds from an arbitrary origin; never goes back. For timeouts and durations. */
    long nanos();
}

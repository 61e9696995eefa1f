package io.yarnflink.taskmanager.exchange;

/** Something that a task writes to and that may have no space; task thread only. */
public interface Outlet {
    /** Hands over what waits for space, as far as it goes; true when nothing waits any more. */
    boolean drain();

    /** Hands over also what has not filled a batch yet. */
    void flush();

    /** As {@link #flush}, but only when the consumer has nothing else to do. */
    void flushIfConsumerIdle();

    /** After how many nanoseconds {@link #drain} may get further without being woken; {@code Long.MAX_VALUE} for never. */
    default long waitNanos() {
        return Long.MAX_VALUE;
    }

    /** How much was written so far. */
    long records();

    /** How many bytes were written so far, 0 where nothing is serialized. */
    long bytes();
}

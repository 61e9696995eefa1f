package io.yarnflink.taskmanager.exchange;

/** Something that a task writes to and that may have no space; task thread only. */
public interface Outlet {
    /** Hands over what waits for space, as far as it goes; true when nothing waits any more. */
    boolean drain();

    /** The task is over: hands over what its last checkpoint counts as written; true when nothing of it is waited for. */
    default boolean finish() {
        return true;
    }

    /** As {@link #drain}, while nothing is processed because the last checkpoint was taken: nothing new may come of it. */
    default boolean drainStopped() {
        return drain();
    }

    /** Hands over also what has not filled a batch yet. */
    default void flush() {}

    /** As {@link #flush}, but only when the consumer has nothing else to do. */
    default void flushIfConsumerIdle() {}

    /** After how many nanoseconds {@link #drain} may get further without being woken; {@code Long.MAX_VALUE} for never. */
    default long waitNanos() {
        return Long.MAX_VALUE;
    }

    /** How many records another task reads were written so far. */
    default long records() {
        return 0;
    }

    /** How many bytes were written so far, 0 where nothing is serialized. */
    default long bytes() {
        return 0;
    }
}

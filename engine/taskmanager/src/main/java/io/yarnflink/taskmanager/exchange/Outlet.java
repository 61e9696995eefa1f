package io.yarnflink.taskmanager.exchange;

/** Something that a task writes to and that may have no space; task thread only. */
public interface Outlet {
    /** Hands over what waits for space, as far as it goes; true when nothing waits any more. */
    boolean drain();

    /** Hands over also what has not filled a batch yet. */
    void flush();

    /** As {@link #flush}, but only when the consumer has nothing else to do. */
    void flushIfConsumerIdle();

    /** How much was written so far. */
    long records();

    /** How many bytes were written so far, 0 where nothing is serialized. */
    long bytes();
}

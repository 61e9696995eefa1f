package io.yarnflink.taskmanager.chain;

import java.time.Duration;

/** A thread beside a task's own, for user code that blocks. */
public interface Companion {
    void interrupt();

    /** Waits for its end; false when it still runs after that time. Uninterruptible. */
    boolean awaitEnd(Duration patience);
}

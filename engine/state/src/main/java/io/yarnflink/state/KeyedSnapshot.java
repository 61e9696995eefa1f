package io.yarnflink.state;

import java.io.IOException;

/** The keyed state and timers of one operator's subtask as they were at one moment, written while the task goes on. */
public interface KeyedSnapshot {
    /** Gives {@code target} all of it; at most once, in any thread. Afterwards the task need not spare it any more. */
    void write(SnapshotTarget target) throws IOException;

    /** What was written can be read again whatever dies, so that the task's next snapshot may build on it. Any thread. */
    void durable();

    /** It will not be written. Any thread; has no effect after {@link #write}. */
    void discard();
}

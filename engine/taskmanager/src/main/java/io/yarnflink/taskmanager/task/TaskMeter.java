package io.yarnflink.taskmanager.task;

import io.yarnflink.api.time.Clock;
import io.yarnflink.transport.protocol.TaskCounters;

/** What a task has done so far: written by the task's thread after each batch, read by any. */
public final class TaskMeter {
    private volatile long recordsIn;
    private volatile long recordsOut;
    private volatile long bytesIn;
    private volatile long bytesOut;
    private volatile long firstRecordAt;

    void update(Head head, Outlets outlets, Clock clock) {
        recordsIn = head.recordsIn();
        recordsOut = outlets.records();
        bytesIn = head.bytesIn();
        bytesOut = outlets.bytes();
        if (firstRecordAt == 0 && recordsIn > 0) {
            firstRecordAt = clock.wallMillis();
        }
    }

    public TaskCounters counters() {
        return new TaskCounters(recordsIn, recordsOut, bytesIn, bytesOut);
    }

    /** When the first record had been processed, in milliseconds since the epoch; 0 while there was none. */
    public long firstRecordAt() {
        return firstRecordAt;
    }
}

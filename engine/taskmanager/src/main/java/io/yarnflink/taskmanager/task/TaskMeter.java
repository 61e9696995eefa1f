package io.yarnflink.taskmanager.task;

import io.yarnflink.transport.protocol.TaskCounters;

/** What a task has done so far: written by the task's thread after each step, read by any. */
public final class TaskMeter {
    private volatile long recordsIn;
    private volatile long recordsOut;
    private volatile long bytesIn;
    private volatile long bytesOut;
    private volatile long firstRecordAt;

    void update(Head head, Outlets outlets, long nowMillis) {
        recordsIn = head.recordsIn();
        recordsOut = outlets.records();
        bytesIn = head.bytesIn();
        bytesOut = outlets.bytes();
        if (firstRecordAt == 0 && recordsIn > 0) {
            firstRecordAt = nowMillis;
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

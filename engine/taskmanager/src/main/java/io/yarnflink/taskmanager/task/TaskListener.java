package io.yarnflink.taskmanager.task;

import io.yarnflink.transport.protocol.TaskFailure;

/** Hears how a task goes; called on the task's thread, must only enqueue. After the last three nothing follows. */
public interface TaskListener {
    void running();

    /** {@code accumulators} are for whoever has the program's classes, see FinalAccumulators. */
    void finished(byte[] accumulators);

    void canceled();

    void failed(TaskFailure failure);
}

package io.yarnflink.taskmanager.task;

import io.yarnflink.transport.protocol.TaskFailure;

/** Hears how a task goes; called on the task's thread, must only enqueue. After the last three nothing follows. */
public interface TaskListener {
    void running();

    void finished();

    void canceled();

    void failed(TaskFailure failure);
}

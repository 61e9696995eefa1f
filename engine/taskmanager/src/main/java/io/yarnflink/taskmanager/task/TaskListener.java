package io.yarnflink.taskmanager.task;

import io.yarnflink.transport.protocol.TaskFailure;

/**
 * Hears how a task goes; called on the task's thread, must only enqueue. After {@link #finished}, {@link #canceled} and
 * {@link #failed} nothing follows.
 */
public interface TaskListener {
    void running();

    /** All is read and emitted; the task finishes when a checkpoint of what it is now is complete. */
    default void ended() {}

    /** The task's state is to be made durable. */
    default void checkpointTaken(TakenCheckpoint taken) {}

    /** The task takes no part in a checkpoint. */
    default void checkpointDeclined(long checkpointId, String cause) {}

    /** {@code accumulators} are for whoever has the program's classes, see FinalAccumulators. */
    void finished(byte[] accumulators);

    void canceled();

    void failed(TaskFailure failure);
}

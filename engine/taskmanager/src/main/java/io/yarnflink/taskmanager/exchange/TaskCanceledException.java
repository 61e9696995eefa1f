package io.yarnflink.taskmanager.exchange;

/** The task was canceled while it waited; unwinds its thread. */
public final class TaskCanceledException extends RuntimeException {
    public TaskCanceledException(String task) {
        super(task + " was canceled");
    }
}

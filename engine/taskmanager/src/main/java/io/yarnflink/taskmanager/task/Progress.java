package io.yarnflink.taskmanager.task;

/** What a step achieved. */
public enum Progress {
    /** Nothing to do until the task is woken or its idle time is over. */
    IDLE,
    /** There may be more to do at once. */
    WORKED,
    /** The task has ended and is not stepped again. */
    DONE
}

package io.yarnflink.api.functions;

/** Where in the job a function runs. */
public interface TaskInfo {
    String getTaskName();

    /** The task's name with its subtask number, counted from 1, and the parallelism: {@code Map (2/4)#0}. */
    String getTaskNameWithSubtasks();

    int getMaxNumberOfParallelSubtasks();

    int getNumberOfParallelSubtasks();

    /** From 0 to {@code getNumberOfParallelSubtasks() - 1}. */
    int getIndexOfThisSubtask();

    /** From 0, one more at each restart. */
    int getAttemptNumber();

    /** The slot that the task runs in; empty for what runs in the JobMaster. */
    String getAllocationIDAsString();
}

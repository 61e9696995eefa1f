package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.functions.TaskInfo;

/** Where in the job a task runs. */
public record SubtaskInfo(
        String name, int subtask, int parallelism, int maxParallelism, int attempt, String allocationId)
        implements TaskInfo {

    @Override
    public String getTaskName() {
        return name;
    }

    @Override
    public String getTaskNameWithSubtasks() {
        return name + " (" + (subtask + 1) + "/" + parallelism + ")#" + attempt;
    }

    @Override
    public int getMaxNumberOfParallelSubtasks() {
        return maxParallelism;
    }

    @Override
    public int getNumberOfParallelSubtasks() {
        return parallelism;
    }

    @Override
    public int getIndexOfThisSubtask() {
        return subtask;
    }

    @Override
    public int getAttemptNumber() {
        return attempt;
    }

    @Override
    public String getAllocationIDAsString() {
        return allocationId;
    }
}

package io.yarnflink.jobmanager.commits;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.common.JobInfo;
import io.yarnflink.api.connector.sink.CommitterInitContext;
import io.yarnflink.api.functions.TaskInfo;
import io.yarnflink.api.metrics.OperatorMetrics;
import io.yarnflink.graph.JobVertex;

/** What a committer may ask of its job. */
record CommitterContext(JobID getJobId, String getJobName, JobVertex vertex, OperatorMetrics metricGroup)
        implements CommitterInitContext, JobInfo, TaskInfo {
    @Override
    public JobInfo getJobInfo() {
        return this;
    }

    @Override
    public TaskInfo getTaskInfo() {
        return this;
    }

    @Override
    public String getTaskName() {
        return vertex.name();
    }

    @Override
    public String getTaskNameWithSubtasks() {
        return vertex.name() + " (committer)";
    }

    @Override
    public int getMaxNumberOfParallelSubtasks() {
        return vertex.maxParallelism();
    }

    /** It works for all subtasks alone. */
    @Override
    public int getNumberOfParallelSubtasks() {
        return 1;
    }

    @Override
    public int getIndexOfThisSubtask() {
        return 0;
    }

    @Override
    public int getAttemptNumber() {
        return 0;
    }

    /** It runs in no slot. */
    @Override
    public String getAllocationIDAsString() {
        return "";
    }
}

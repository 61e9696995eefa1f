package io.yarnflink.api.connector.sink;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.functions.TaskInfo;

/** What a writer may ask of its task. */
public interface WriterInitContext {
    TaskInfo getTaskInfo();

    JobID getJobId();
}

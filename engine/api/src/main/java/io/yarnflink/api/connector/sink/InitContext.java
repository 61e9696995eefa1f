package io.yarnflink.api.connector.sink;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.common.JobInfo;
import io.yarnflink.api.functions.TaskInfo;
import java.util.OptionalLong;

/** What writers and committers may ask of their surroundings. */
public interface InitContext {
    JobInfo getJobInfo();

    TaskInfo getTaskInfo();

    /** The checkpoint that the job goes on from; empty when it began anew. */
    default OptionalLong getRestoredCheckpointId() {
        return OptionalLong.empty();
    }

    default JobID getJobId() {
        return getJobInfo().getJobId();
    }

    default int getSubtaskId() {
        return getTaskInfo().getIndexOfThisSubtask();
    }

    default int getNumberOfParallelSubtasks() {
        return getTaskInfo().getNumberOfParallelSubtasks();
    }

    default int getAttemptNumber() {
        return getTaskInfo().getAttemptNumber();
    }
}

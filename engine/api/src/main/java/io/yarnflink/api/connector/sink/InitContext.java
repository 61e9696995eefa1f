package io.yarnflink.api.connector.sink;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.functions.TaskInfo;
import java.util.OptionalLong;

/** What writers and committers may ask of their surroundings. */
public interface InitContext {
    JobID getJobId();

    TaskInfo getTaskInfo();

    /** The checkpoint that the job goes on from; empty when it began anew. */
    default OptionalLong getRestoredCheckpointId() {
        return OptionalLong.empty();
    }
}

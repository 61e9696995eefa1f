package io.yarnflink.api.connector.sink;

import io.yarnflink.api.common.JobID;

/** A sink that keeps unfinished work somewhere while its job runs. */
public interface JobCleanup {
    /**
     * Lets go of all unfinished work of a job. Called in the JobMaster when the job has ended, unless checkpoints or
     * savepoints of it are kept, which may refer to that work; it may be called twice.
     */
    void cleanUp(JobID job) throws Exception;
}

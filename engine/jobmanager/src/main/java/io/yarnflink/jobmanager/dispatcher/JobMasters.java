package io.yarnflink.jobmanager.dispatcher;

import io.yarnflink.api.common.JobID;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.jobmanager.job.JobMaster;

/** Makes a JobMaster for each job, and frees what it stood on. */
public interface JobMasters {
    JobMaster create(JobGraph graph, JobMaster.Listener listener);

    /** The JobMaster of this job is closed; its class loader is not needed any more. */
    void closed(JobID jobId);
}

package io.yarnflink.jobmanager.job;

import io.yarnflink.api.time.Clock;
import io.yarnflink.jobmanager.execution.ExecutionGraph;
import io.yarnflink.jobmanager.leader.JobThreads;

/** What the parts of one JobMaster share. */
record JobContext(
        ExecutionGraph executions, JobMasterConfig config, JobThreads threads, Clock clock, ClassLoader userCode) {
    String jobId() {
        return executions.jobGraph().jobId().toString();
    }
}

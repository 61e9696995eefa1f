package io.yarnflink.api.common;

/** Which job a function runs in. */
public interface JobInfo {
    JobID getJobId();

    String getJobName();
}

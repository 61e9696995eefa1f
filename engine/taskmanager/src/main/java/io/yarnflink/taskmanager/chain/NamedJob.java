package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.common.JobInfo;

/** The job that a task is part of. */
public record NamedJob(JobID getJobId, String getJobName) implements JobInfo {}

package io.yarnflink.api.common;

import java.util.Objects;

/** What is known of a job once it is submitted. */
public class JobSubmissionResult {
    private final JobID jobId;

    public JobSubmissionResult(JobID jobId) {
        this.jobId = Objects.requireNonNull(jobId, "job id is null");
    }

    public JobID getJobID() {
        return jobId;
    }

    /** Whether the job has finished and {@link #getJobExecutionResult()} can be read. */
    public boolean isJobExecutionResult() {
        return false;
    }

    public JobExecutionResult getJobExecutionResult() {
        throw new IllegalStateException(
                "Job " + jobId + " was submitted, but nobody waited for its end here, so there is"
                        + " no result; check isJobExecutionResult() first");
    }
}

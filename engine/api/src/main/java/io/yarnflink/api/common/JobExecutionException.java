package io.yarnflink.api.common;

/** A job ended FAILED or CANCELED; the message is the one-line cause. */
public class JobExecutionException extends Exception {
    private final JobID jobId;

    public JobExecutionException(JobID jobId, String message) {
        super(message);
        this.jobId = jobId;
    }

    public JobExecutionException(JobID jobId, String message, Throwable cause) {
        super(message, cause);
        this.jobId = jobId;
    }

    public JobID getJobID() {
        return jobId;
    }
}

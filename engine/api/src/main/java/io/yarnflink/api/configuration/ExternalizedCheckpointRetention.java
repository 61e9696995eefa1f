package io.yarnflink.api.configuration;

/** What becomes of a job's last checkpoint when the job is cancelled or fails. */
public enum ExternalizedCheckpointRetention {
    DELETE_ON_CANCELLATION,
    RETAIN_ON_CANCELLATION,
    NO_EXTERNALIZED_CHECKPOINTS
}

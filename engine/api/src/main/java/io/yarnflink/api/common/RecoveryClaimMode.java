package io.yarnflink.api.common;

/** Whose the savepoint is that a job goes on from. */
public enum RecoveryClaimMode {
    /** The job's: it deletes the savepoint when it needs it no more. */
    CLAIM,
    /** Still the user's: the job never deletes it, and does not need it once its first checkpoint is complete. */
    NO_CLAIM
}

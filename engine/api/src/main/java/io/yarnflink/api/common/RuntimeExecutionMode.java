package io.yarnflink.api.common;

/** Whether a job gives results as they come or once at the end. */
public enum RuntimeExecutionMode {
    /** Results as they come; what is bounded ends with the final watermark. */
    STREAMING,
    /** Bounded input only: one result for each key, at the end, and time passes only there. */
    BATCH,
    /** BATCH when all sources are bounded, STREAMING otherwise. */
    AUTOMATIC
}

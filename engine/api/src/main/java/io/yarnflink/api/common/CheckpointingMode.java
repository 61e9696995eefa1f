package io.yarnflink.api.common;

/** How often a record may count in state after a failure. */
public enum CheckpointingMode {
    EXACTLY_ONCE,
    AT_LEAST_ONCE
}

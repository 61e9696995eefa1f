package io.yarnflink.api.common;

/** How often a record may count in state after a failure. */
public enum CheckpointingMode {
    EXACTLY_ONCE,
    AT_LEAST_ONCE;

    /** The same: release 1's two enumerations of modes are one here. */
    public static CheckpointingMode convertFromCheckpointingMode(CheckpointingMode mode) {
        return mode;
    }

    /** As {@link #convertFromCheckpointingMode}. */
    public static CheckpointingMode convertToCheckpointingMode(CheckpointingMode mode) {
        return mode;
    }
}

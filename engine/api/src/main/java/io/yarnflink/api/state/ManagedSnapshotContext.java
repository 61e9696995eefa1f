package io.yarnflink.api.state;

/** Which checkpoint is being taken. */
public interface ManagedSnapshotContext {
    long getCheckpointId();

    /** When it was triggered, in milliseconds since the epoch. */
    long getCheckpointTimestamp();
}

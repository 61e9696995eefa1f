package io.yarnflink.api.state;

/** Given to {@link CheckpointedFunction#snapshotState}. */
public interface FunctionSnapshotContext extends ManagedSnapshotContext {}

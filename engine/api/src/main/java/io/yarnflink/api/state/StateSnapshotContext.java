package io.yarnflink.api.state;

/** Given to operators when a checkpoint is taken. */
public interface StateSnapshotContext extends FunctionSnapshotContext {}

package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.state.FunctionSnapshotContext;

/** What the operators of a task are told of the checkpoint that they take; a savepoint's files refer to no others. */
public record SnapshotRequest(long getCheckpointId, long getCheckpointTimestamp, boolean savepoint)
        implements FunctionSnapshotContext {}

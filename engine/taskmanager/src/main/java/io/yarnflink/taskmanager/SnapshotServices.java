package io.yarnflink.taskmanager;

import io.yarnflink.state.storage.CheckpointStorages;
import java.util.concurrent.Executor;

/** Where a TaskManager keeps snapshots, and the threads that may wait for it. */
public record SnapshotServices(CheckpointStorages storages, Executor io) {}

package io.yarnflink.taskmanager.task;

import io.yarnflink.taskmanager.exchange.Barrier;

/**
 * The JobMaster wants a checkpoint. {@code drain}: what sources would still read is left, and time comes to its end first.
 * {@code atNanos}: when it was announced.
 */
public record CheckpointOrder(Barrier barrier, boolean drain, long atNanos) {}

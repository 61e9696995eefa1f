package io.yarnflink.taskmanager.exchange;

/**
 * Parts what belongs to a checkpoint from what comes after it. {@code timestamp}: when it was triggered, in milliseconds
 * since the epoch. {@code savepoint}: it refers to nothing elsewhere. {@code last}: the job stops after it.
 */
public record Barrier(long checkpointId, long timestamp, boolean savepoint, boolean last) implements Element {}

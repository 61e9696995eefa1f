package io.yarnflink.taskmanager.chain;

/** How far a source of a watermark group has come; {@code maxDrift} in milliseconds is what it may be ahead. */
public record WatermarkReport(String group, long watermark, boolean idle, long maxDrift) {}

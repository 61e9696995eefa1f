package io.yarnflink.taskmanager.exchange;

/** What travels through a channel, in order. */
public sealed interface Element permits RecordBatch, Watermark, WatermarkStatus, Barrier, EndOfInput {}

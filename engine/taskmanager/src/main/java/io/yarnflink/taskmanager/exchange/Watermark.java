package io.yarnflink.taskmanager.exchange;

/** No record with a timestamp up to this one is expected any more. */
public record Watermark(long timestamp) implements Element {}

package io.yarnflink.api.common.io;

/** An input format that one subtask reads alone. */
public interface NonParallelInput {}

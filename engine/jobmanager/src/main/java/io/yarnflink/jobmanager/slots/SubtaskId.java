package io.yarnflink.jobmanager.slots;

/** One parallel part of a vertex; both are indices. */
public record SubtaskId(int vertex, int subtask) {}

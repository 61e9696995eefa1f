package io.yarnflink.api.functions.source;

/** A source of which several subtasks may run; any other runs once. */
public interface ParallelSourceFunction<OUT> extends SourceFunction<OUT> {}

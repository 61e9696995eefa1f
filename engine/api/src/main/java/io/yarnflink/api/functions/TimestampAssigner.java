package io.yarnflink.api.functions;

/** Gives each record its time, as programs of release 1 write it. */
public interface TimestampAssigner<T> extends io.yarnflink.api.eventtime.TimestampAssigner<T>, Function {}

package io.yarnflink.api.eventtime;

import java.io.Serializable;

/** A {@link TimestampAssigner} that can travel with the program, as lambdas do. */
@FunctionalInterface
public interface SerializableTimestampAssigner<T> extends TimestampAssigner<T>, Serializable {}

package io.yarnflink.api.eventtime;

/** Gives each record its time. */
@FunctionalInterface
public interface TimestampAssigner<T> {
    /** The timestamp of records that have none. */
    long NO_TIMESTAMP = Long.MIN_VALUE;

    /** The record's time in milliseconds since the epoch; {@code recordTimestamp} is the one it had. */
    long extractTimestamp(T element, long recordTimestamp);
}

package io.yarnflink.api.eventtime;

/** Keeps the time that records have already. */
public final class RecordTimestampAssigner<E> implements TimestampAssigner<E> {
    @Override
    public long extractTimestamp(E element, long recordTimestamp) {
        return recordTimestamp;
    }
}

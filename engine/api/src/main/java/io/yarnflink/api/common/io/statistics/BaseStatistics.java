package io.yarnflink.api.common.io.statistics;

/** What is known about an input before it is read. */
public interface BaseStatistics {
    long SIZE_UNKNOWN = -1;
    long NUM_RECORDS_UNKNOWN = -1;
    float AVG_RECORD_BYTES_UNKNOWN = -1.0f;

    long getTotalInputSize();

    long getNumberOfRecords();

    float getAverageRecordWidth();
}

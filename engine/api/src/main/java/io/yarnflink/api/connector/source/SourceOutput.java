package io.yarnflink.api.connector.source;

import io.yarnflink.api.eventtime.WatermarkOutput;

/** Takes the records and the watermarks of a reader, or of one of its splits. */
public interface SourceOutput<T> extends WatermarkOutput {
    void collect(T record);

    /** A record with the time that the system it was read from gives it. */
    void collect(T record, long timestamp);
}

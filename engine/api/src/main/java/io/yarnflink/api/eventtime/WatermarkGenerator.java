package io.yarnflink.api.eventtime;

/** Makes watermarks from what it sees of the records, at each of them or periodically. */
public interface WatermarkGenerator<T> {
    void onEvent(T event, long eventTimestamp, WatermarkOutput output);

    /** Called at the watermark interval of the job. */
    void onPeriodicEmit(WatermarkOutput output);
}

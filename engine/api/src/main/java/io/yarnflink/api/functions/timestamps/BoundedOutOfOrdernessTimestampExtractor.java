package io.yarnflink.api.functions.timestamps;

import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.functions.AssignerWithPeriodicWatermarks;
import io.yarnflink.api.windowing.time.Time;

/** Gives records their time, and watermarks that follow the highest at a fixed distance. */
@Deprecated
public abstract class BoundedOutOfOrdernessTimestampExtractor<T> implements AssignerWithPeriodicWatermarks<T> {
    private final long maxOutOfOrderness;
    private long currentMaxTimestamp;
    private long lastEmittedWatermark = Long.MIN_VALUE;

    public BoundedOutOfOrdernessTimestampExtractor(Time maxOutOfOrderness) {
        this.maxOutOfOrderness = maxOutOfOrderness.toMilliseconds();
        if (this.maxOutOfOrderness < 0) {
            throw new IllegalArgumentException(
                    "maxOutOfOrderness must not be negative, was " + this.maxOutOfOrderness + " ms");
        }
        currentMaxTimestamp = Long.MIN_VALUE + this.maxOutOfOrderness;
    }

    public long getMaxOutOfOrdernessInMillis() {
        return maxOutOfOrderness;
    }

    /** The record's time in milliseconds since the epoch. */
    public abstract long extractTimestamp(T element);

    @Override
    public final Watermark getCurrentWatermark() {
        lastEmittedWatermark = Math.max(lastEmittedWatermark, currentMaxTimestamp - maxOutOfOrderness);
        return new Watermark(lastEmittedWatermark);
    }

    @Override
    public final long extractTimestamp(T element, long previousElementTimestamp) {
        long timestamp = extractTimestamp(element);
        currentMaxTimestamp = Math.max(currentMaxTimestamp, timestamp);
        return timestamp;
    }
}

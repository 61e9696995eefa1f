package io.yarnflink.api.eventtime;

import java.time.Duration;
import java.util.Objects;

/** Follows the highest timestamp at a fixed distance, periodically. */
public class BoundedOutOfOrdernessWatermarks<T> implements WatermarkGenerator<T> {
    private final long outOfOrdernessMillis;
    private long maxTimestamp;

    public BoundedOutOfOrdernessWatermarks(Duration maxOutOfOrderness) {
        outOfOrdernessMillis = millisOf(maxOutOfOrderness);
        // So low that the watermark made from it is the lowest there is.
        maxTimestamp = Long.MIN_VALUE + outOfOrdernessMillis + 1;
    }

    static long millisOf(Duration maxOutOfOrderness) {
        Objects.requireNonNull(maxOutOfOrderness, "maxOutOfOrderness is null");
        if (maxOutOfOrderness.isNegative()) {
            throw new IllegalArgumentException("maxOutOfOrderness must not be negative, was " + maxOutOfOrderness);
        }
        return maxOutOfOrderness.toMillis();
    }

    @Override
    public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {
        maxTimestamp = Math.max(maxTimestamp, eventTimestamp);
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        output.emitWatermark(new Watermark(maxTimestamp - outOfOrdernessMillis - 1));
    }
}

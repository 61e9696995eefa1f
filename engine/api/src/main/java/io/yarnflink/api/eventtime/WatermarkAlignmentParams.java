package io.yarnflink.api.eventtime;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/** Which sources wait for each other, and how far one may run ahead. */
public final class WatermarkAlignmentParams implements Serializable {
    public static final WatermarkAlignmentParams WATERMARK_ALIGNMENT_DISABLED =
            new WatermarkAlignmentParams(Long.MAX_VALUE, "", 0);

    private final long maxAllowedWatermarkDrift;
    private final String watermarkGroup;
    private final long updateInterval;

    /** Drift and interval in milliseconds. */
    public WatermarkAlignmentParams(long maxAllowedWatermarkDrift, String watermarkGroup, long updateInterval) {
        this.maxAllowedWatermarkDrift = maxAllowedWatermarkDrift;
        this.watermarkGroup = Objects.requireNonNull(watermarkGroup, "watermarkGroup is null");
        this.updateInterval = updateInterval;
    }

    static WatermarkAlignmentParams of(String group, Duration drift, Duration updateInterval) {
        if (drift.isNegative()) {
            throw new IllegalArgumentException("the watermark drift of group '" + group + "' must not be negative, was "
                    + drift.toMillis() + " ms");
        }
        if (updateInterval.toMillis() <= 0) {
            throw new IllegalArgumentException("the update interval of watermark group '" + group
                    + "' must be at least 1 ms, was " + updateInterval.toMillis() + " ms");
        }
        return new WatermarkAlignmentParams(drift.toMillis(), group, updateInterval.toMillis());
    }

    public boolean isEnabled() {
        return maxAllowedWatermarkDrift < Long.MAX_VALUE;
    }

    public long getMaxAllowedWatermarkDrift() {
        return maxAllowedWatermarkDrift;
    }

    public String getWatermarkGroup() {
        return watermarkGroup;
    }

    public long getUpdateInterval() {
        return updateInterval;
    }
}

package io.yarnflink.taskmanager.exchange;

import java.util.Arrays;

/**
 * The time of several inputs together: the least watermark of those that count. An idle input does not count; one that
 * comes back counts again once it has caught up, so that it holds nothing back. When the last one becomes idle, time
 * goes on to the highest watermark of all. One thread.
 */
public final class CombinedTime {
    private final long[] watermarks;
    private final boolean[] idle;
    private final boolean[] behind;
    private long watermark = Long.MIN_VALUE;

    public CombinedTime(int inputs) {
        watermarks = new long[inputs];
        Arrays.fill(watermarks, Long.MIN_VALUE);
        idle = new boolean[inputs];
        behind = new boolean[inputs];
    }

    /** The combined watermark; it never goes back. */
    public long watermark() {
        return watermark;
    }

    public boolean allIdle() {
        for (boolean each : idle) {
            if (!each) {
                return false;
            }
        }
        return true;
    }

    /** True when the combined watermark rose. */
    public boolean reach(int input, long timestamp) {
        watermarks[input] = Math.max(watermarks[input], timestamp);
        behind[input] &= watermarks[input] < watermark;
        return !idle[input] && raise(least());
    }

    /** True when the combined watermark rose. */
    public boolean status(int input, WatermarkStatus status) {
        boolean becomesIdle = status == WatermarkStatus.IDLE;
        if (idle[input] == becomesIdle) {
            return false;
        }
        idle[input] = becomesIdle;
        behind[input] = !becomesIdle && watermarks[input] < watermark;
        return raise(allIdle() ? highest() : least());
    }

    /** The input ended; nothing waits for it. True when the combined watermark rose. */
    public boolean end(int input) {
        idle[input] = false;
        return reach(input, Long.MAX_VALUE);
    }

    private long least() {
        long least = Long.MAX_VALUE;
        boolean counted = false;
        for (int i = 0; i < watermarks.length; i++) {
            if (!idle[i] && !behind[i]) {
                least = Math.min(least, watermarks[i]);
                counted = true;
            }
        }
        return counted ? least : watermark;
    }

    private long highest() {
        long highest = watermark;
        for (long each : watermarks) {
            highest = Math.max(highest, each);
        }
        return highest;
    }

    private boolean raise(long candidate) {
        if (candidate <= watermark) {
            return false;
        }
        watermark = candidate;
        return true;
    }
}

package io.yarnflink.taskmanager.exchange;

import java.util.Arrays;

/**
 * The time of several inputs together: the least watermark of those that count. An idle input does not count; one that
 * comes back counts again once it has caught up, so that it holds nothing back. When the last one becomes idle, time
 * goes on to the highest watermark of all. An input at the end of time counts no more; when all are there, so is the
 * whole. One thread.
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

    /** Whether inputs are left, and all of them are idle. */
    public boolean allIdle() {
        boolean someIdle = false;
        for (int i = 0; i < idle.length; i++) {
            if (!idle[i] && !isOver(i)) {
                return false;
            }
            someIdle |= idle[i];
        }
        return someIdle;
    }

    /** True when the combined watermark rose. */
    public boolean reach(int input, long timestamp) {
        watermarks[input] = Math.max(watermarks[input], timestamp);
        behind[input] &= watermarks[input] < watermark;
        idle[input] &= !isOver(input);
        return !idle[input] && raise();
    }

    /** True when the combined watermark rose. */
    public boolean status(int input, WatermarkStatus status) {
        boolean becomesIdle = status == WatermarkStatus.IDLE && !isOver(input);
        if (idle[input] == becomesIdle) {
            return false;
        }
        idle[input] = becomesIdle;
        behind[input] = !becomesIdle && watermarks[input] < watermark;
        return raise();
    }

    /** The input ended; nothing waits for it. True when the combined watermark rose. */
    public boolean end(int input) {
        return reach(input, Long.MAX_VALUE);
    }

    private boolean isOver(int input) {
        return watermarks[input] == Long.MAX_VALUE;
    }

    private boolean raise() {
        long candidate = allIdle() ? highest() : least();
        if (candidate <= watermark) {
            return false;
        }
        watermark = candidate;
        return true;
    }

    private long least() {
        long least = Long.MAX_VALUE;
        boolean left = false;
        boolean counted = false;
        for (int i = 0; i < watermarks.length; i++) {
            if (!isOver(i)) {
                left = true;
                if (!idle[i] && !behind[i]) {
                    least = Math.min(least, watermarks[i]);
                    counted = true;
                }
            }
        }
        return counted || !left ? least : watermark;
    }

    private long highest() {
        long highest = watermark;
        for (int i = 0; i < watermarks.length; i++) {
            if (!isOver(i)) {
                highest = Math.max(highest, watermarks[i]);
            }
        }
        return highest;
    }
}

package io.yarnflink.api.windowing.assigners;

import io.yarnflink.api.eventtime.TimestampAssigner;

/** Checks the sizes of windows and says what is wrong with them. */
final class WindowSizes {
    private WindowSizes() {}

    static void checkTumbling(String assigner, long size, long offset) {
        if (size <= 0 || Math.abs(offset) >= size) {
            throw new IllegalArgumentException(
                    assigner + " needs a size of at least 1 ms and an offset smaller than it," + " but the size is "
                            + size + " ms and the offset " + offset + " ms");
        }
    }

    static void checkSliding(String assigner, long size, long slide, long offset) {
        if (size <= 0 || slide <= 0 || Math.abs(offset) >= slide) {
            throw new IllegalArgumentException(assigner + " needs a size and a slide of at least 1 ms and an offset"
                    + " smaller than the slide, but the size is " + size + " ms, the slide " + slide
                    + " ms and the offset " + offset + " ms");
        }
    }

    static void checkGap(String assigner, long gap) {
        if (gap <= 0) {
            throw new IllegalArgumentException(
                    assigner + " needs a gap of at least 1 ms between sessions, but it is " + gap + " ms");
        }
    }

    static long checkedTimestamp(long timestamp, String assigner, long reach) {
        if (timestamp == TimestampAssigner.NO_TIMESTAMP) {
            throw new IllegalStateException("Record has Long.MIN_VALUE timestamp (= no timestamp marker), which "
                    + assigner
                    + " cannot put into a window of event time. Is the watermark strategy missing? Give one to"
                    + " fromSource(...) or call assignTimestampsAndWatermarks(...) before the window");
        }
        // A window's edges lie at most so far from its records, and must be timestamps too.
        if (timestamp < Long.MIN_VALUE + 2 * reach || timestamp > Long.MAX_VALUE - 2 * reach) {
            throw new IllegalStateException("Timestamp " + timestamp
                    + " is so near to the end of what a timestamp can be"
                    + " that " + assigner + " has no window for it. Does the timestamp assigner give milliseconds since"
                    + " the epoch?");
        }
        return timestamp;
    }
}

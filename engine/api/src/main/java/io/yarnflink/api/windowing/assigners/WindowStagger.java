package io.yarnflink.api.windowing.assigners;

import io.yarnflink.api.windowing.windows.TimeWindow;
import java.util.concurrent.ThreadLocalRandom;

/** How far the windows of one subtask are shifted, so that not all fire at once. */
public enum WindowStagger {
    /** Not at all. */
    ALIGNED {
        @Override
        public long getStaggerOffset(long currentProcessingTime, long size) {
            return 0;
        }
    },

    /** By a random part of the window. */
    RANDOM {
        @Override
        public long getStaggerOffset(long currentProcessingTime, long size) {
            return (long) (ThreadLocalRandom.current().nextDouble() * size);
        }
    },

    /** So that the first record begins its window. */
    NATURAL {
        @Override
        public long getStaggerOffset(long currentProcessingTime, long size) {
            return Math.max(
                    0, currentProcessingTime - TimeWindow.getWindowStartWithOffset(currentProcessingTime, 0, size));
        }
    };

    /** The shift in milliseconds, at the first record. */
    public abstract long getStaggerOffset(long currentProcessingTime, long size);
}

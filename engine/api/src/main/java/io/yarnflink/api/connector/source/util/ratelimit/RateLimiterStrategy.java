package io.yarnflink.api.connector.source.util.ratelimit;

import io.yarnflink.api.time.SystemClock;
import java.io.Serializable;

/** How fast a source may go as a whole. */
public interface RateLimiterStrategy extends Serializable {
    /** The limiter of one subtask, which gets its share. */
    RateLimiter createRateLimiter(int parallelism);

    /** At most so many records a second, over all subtasks. */
    static RateLimiterStrategy perSecond(double recordsPerSecond) {
        if (!(recordsPerSecond > 0)) {
            throw new IllegalArgumentException("records per second must be above 0, was " + recordsPerSecond);
        }
        return parallelism -> new TimedRateLimiter(recordsPerSecond / parallelism, SystemClock.INSTANCE);
    }

    /** At most so many records from one checkpoint to the next, over all subtasks; at least one in each. */
    static RateLimiterStrategy perCheckpoint(int recordsPerCheckpoint) {
        if (recordsPerCheckpoint < 1) {
            throw new IllegalArgumentException(
                    "records per checkpoint must be at least 1, was " + recordsPerCheckpoint);
        }
        return parallelism -> new GatedRateLimiter(Math.max(1, recordsPerCheckpoint / parallelism));
    }

    static RateLimiterStrategy noOp() {
        return parallelism -> NoLimit.INSTANCE;
    }
}

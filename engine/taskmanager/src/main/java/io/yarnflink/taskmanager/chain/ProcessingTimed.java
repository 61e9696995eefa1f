package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.time.Clock;

/** An operator that has to be called when processing time reaches a point; task thread only. */
public interface ProcessingTimed {
    /** The next such point, in milliseconds since the epoch; {@code Long.MAX_VALUE} when there is none. */
    long nextProcessingTime();

    /** Fires what is due at {@code now}, a millisecond that is over. */
    void advanceProcessingTime(long now);

    /** The last millisecond that is over: more records of the one that has begun may come, as with a watermark of it. */
    static long lastFullMillisecond(Clock clock) {
        return clock.wallMillis() - 1;
    }
}

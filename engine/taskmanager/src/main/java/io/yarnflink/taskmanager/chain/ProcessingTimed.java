package io.yarnflink.taskmanager.chain;

/** An operator that has to be called when processing time reaches a point; task thread only. */
public interface ProcessingTimed {
    /** The next such point, in milliseconds since the epoch; {@code Long.MAX_VALUE} when there is none. */
    long nextProcessingTime();

    void advanceProcessingTime(long now);
}

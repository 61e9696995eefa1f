package io.yarnflink.api.operators;

import java.util.concurrent.ScheduledFuture;

/** Tells the time and calls back when it comes, on the thread of whoever asked. */
public interface ProcessingTimeService {
    /** Milliseconds since the epoch. */
    long getCurrentProcessingTime();

    /** Calls {@code target} at that time, or as soon as possible when it has passed. */
    ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target);

    /** Called when a time has come. */
    @FunctionalInterface
    interface ProcessingTimeCallback {
        void onProcessingTime(long time) throws Exception;
    }
}

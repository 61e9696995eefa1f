package io.yarnflink.api.functions;

/** Timers of the current key, de-duplicated per key and timestamp. */
public interface TimerService {
    long currentProcessingTime();

    /** The watermark that this operator has reached; {@code Long.MIN_VALUE} before the first. */
    long currentWatermark();

    void registerProcessingTimeTimer(long time);

    void registerEventTimeTimer(long time);

    void deleteProcessingTimeTimer(long time);

    void deleteEventTimeTimer(long time);
}

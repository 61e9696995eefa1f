package io.yarnflink.api.operators;

/** An operator's timers, of the current key and of a namespace that tells them apart; they are part of checkpoints. */
public interface InternalTimerService<N> {
    long currentProcessingTime();

    long currentWatermark();

    void registerProcessingTimeTimer(N namespace, long time);

    void deleteProcessingTimeTimer(N namespace, long time);

    void registerEventTimeTimer(N namespace, long time);

    void deleteEventTimeTimer(N namespace, long time);
}

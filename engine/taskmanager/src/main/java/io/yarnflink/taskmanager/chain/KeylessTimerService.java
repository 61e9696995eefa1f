package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.functions.TimerService;
import io.yarnflink.api.time.Clock;

/** The times for functions whose records have no key, and so no timers. */
public final class KeylessTimerService implements TimerService {
    private final String operatorName;
    private final Clock clock;
    private long watermark = Long.MIN_VALUE;

    public KeylessTimerService(String operatorName, Clock clock) {
        this.operatorName = operatorName;
        this.clock = clock;
    }

    public void advanceWatermark(long timestamp) {
        watermark = timestamp;
    }

    @Override
    public long currentProcessingTime() {
        return clock.wallMillis();
    }

    @Override
    public long currentWatermark() {
        return watermark;
    }

    @Override
    public void registerProcessingTimeTimer(long time) {
        throw needsKey();
    }

    @Override
    public void registerEventTimeTimer(long time) {
        throw needsKey();
    }

    @Override
    public void deleteProcessingTimeTimer(long time) {
        throw needsKey();
    }

    @Override
    public void deleteEventTimeTimer(long time) {
        throw needsKey();
    }

    private UnsupportedOperationException needsKey() {
        return new UnsupportedOperationException(
                "Operator '" + operatorName + "' uses timers, but its input has no key; call keyBy before it");
    }
}

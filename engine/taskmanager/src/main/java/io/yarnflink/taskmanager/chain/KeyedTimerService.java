package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.functions.TimerService;
import io.yarnflink.api.state.VoidNamespace;

/** An operator's timers as functions see them. */
public final class KeyedTimerService implements TimerService {
    private final Timers<?, VoidNamespace> timers;

    public KeyedTimerService(Timers<?, VoidNamespace> timers) {
        this.timers = timers;
    }

    @Override
    public long currentProcessingTime() {
        return timers.currentProcessingTime();
    }

    @Override
    public long currentWatermark() {
        return timers.currentWatermark();
    }

    @Override
    public void registerProcessingTimeTimer(long time) {
        timers.registerProcessingTime(VoidNamespace.INSTANCE, time);
    }

    @Override
    public void registerEventTimeTimer(long time) {
        timers.registerEventTime(VoidNamespace.INSTANCE, time);
    }

    @Override
    public void deleteProcessingTimeTimer(long time) {
        timers.deleteProcessingTime(VoidNamespace.INSTANCE, time);
    }

    @Override
    public void deleteEventTimeTimer(long time) {
        timers.deleteEventTime(VoidNamespace.INSTANCE, time);
    }
}

package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.functions.TimerService;
import io.yarnflink.state.NoNamespace;

/** An operator's timers as functions see them. */
public final class KeyedTimerService implements TimerService {
    private final Timers<?, NoNamespace> timers;

    public KeyedTimerService(Timers<?, NoNamespace> timers) {
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
        timers.registerProcessingTime(NoNamespace.INSTANCE, time);
    }

    @Override
    public void registerEventTimeTimer(long time) {
        timers.registerEventTime(NoNamespace.INSTANCE, time);
    }

    @Override
    public void deleteProcessingTimeTimer(long time) {
        timers.deleteProcessingTime(NoNamespace.INSTANCE, time);
    }

    @Override
    public void deleteEventTimeTimer(long time) {
        timers.deleteEventTime(NoNamespace.INSTANCE, time);
    }
}

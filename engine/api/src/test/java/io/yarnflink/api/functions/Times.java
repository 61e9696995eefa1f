package io.yarnflink.api.functions;

import java.util.List;

/** Remembers the timers that functions set. */
final class Times implements TimerService {
    private final List<Long> timers;

    Times(List<Long> timers) {
        this.timers = timers;
    }

    @Override
    public long currentProcessingTime() {
        return 7;
    }

    @Override
    public long currentWatermark() {
        return 8;
    }

    @Override
    public void registerProcessingTimeTimer(long time) {
        timers.add(time);
    }

    @Override
    public void registerEventTimeTimer(long time) {
        timers.add(time);
    }

    @Override
    public void deleteProcessingTimeTimer(long time) {
        timers.remove(time);
    }

    @Override
    public void deleteEventTimeTimer(long time) {
        timers.remove(time);
    }
}

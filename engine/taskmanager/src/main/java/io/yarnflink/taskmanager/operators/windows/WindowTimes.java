package io.yarnflink.taskmanager.operators.windows;

import io.yarnflink.api.metrics.MetricGroup;
import io.yarnflink.api.windowing.evictors.Evictor;
import io.yarnflink.taskmanager.chain.Timers;

/** The times of the window operator, as triggers, evictors and functions ask for them. */
record WindowTimes(Timers<?, ?> timers, MetricGroup getMetricGroup) implements Evictor.EvictorContext {
    @Override
    public long getCurrentProcessingTime() {
        return timers.currentProcessingTime();
    }

    @Override
    public long getCurrentWatermark() {
        return timers.currentWatermark();
    }
}

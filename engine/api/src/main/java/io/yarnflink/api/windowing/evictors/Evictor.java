package io.yarnflink.api.windowing.evictors;

import io.yarnflink.api.metrics.MetricGroup;
import io.yarnflink.api.windowing.windows.Window;
import java.io.Serializable;

/** Removes records of a window through the iterator, before or after its function. */
public interface Evictor<T, W extends Window> extends Serializable {
    void evictBefore(Iterable<TimestampedValue<T>> elements, int size, W window, EvictorContext evictorContext);

    void evictAfter(Iterable<TimestampedValue<T>> elements, int size, W window, EvictorContext evictorContext);

    /** What an evictor may ask. */
    interface EvictorContext {
        long getCurrentProcessingTime();

        MetricGroup getMetricGroup();

        long getCurrentWatermark();
    }
}

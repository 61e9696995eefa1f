package io.yarnflink.api.windowing.evictors;

import io.yarnflink.api.windowing.windows.Window;

/** An evictor that does its work either before or after the function. */
abstract class OneSidedEvictor<T, W extends Window> implements Evictor<T, W> {
    private final boolean doEvictAfter;

    OneSidedEvictor(boolean doEvictAfter) {
        this.doEvictAfter = doEvictAfter;
    }

    abstract void evict(Iterable<TimestampedValue<T>> elements, int size);

    @Override
    public void evictBefore(Iterable<TimestampedValue<T>> elements, int size, W window, EvictorContext evictorContext) {
        if (!doEvictAfter) {
            evict(elements, size);
        }
    }

    @Override
    public void evictAfter(Iterable<TimestampedValue<T>> elements, int size, W window, EvictorContext evictorContext) {
        if (doEvictAfter) {
            evict(elements, size);
        }
    }
}

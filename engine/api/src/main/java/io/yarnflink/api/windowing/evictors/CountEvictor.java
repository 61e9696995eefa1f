package io.yarnflink.api.windowing.evictors;

import io.yarnflink.api.windowing.windows.Window;
import java.util.Iterator;

/** Keeps the last records, as many as it is told. */
public class CountEvictor<W extends Window> extends OneSidedEvictor<Object, W> {
    private final long maxCount;

    private CountEvictor(long maxCount, boolean doEvictAfter) {
        super(doEvictAfter);
        this.maxCount = maxCount;
    }

    public static <W extends Window> CountEvictor<W> of(long maxCount) {
        return of(maxCount, false);
    }

    public static <W extends Window> CountEvictor<W> of(long maxCount, boolean doEvictAfter) {
        return new CountEvictor<>(maxCount, doEvictAfter);
    }

    @Override
    void evict(Iterable<TimestampedValue<Object>> elements, int size) {
        Iterator<TimestampedValue<Object>> iterator = elements.iterator();
        for (long tooMany = size - maxCount; tooMany > 0 && iterator.hasNext(); tooMany--) {
            iterator.next();
            iterator.remove();
        }
    }

    @Override
    public String toString() {
        return "CountEvictor(" + maxCount + ")";
    }
}

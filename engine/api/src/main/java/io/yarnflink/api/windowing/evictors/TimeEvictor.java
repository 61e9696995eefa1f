package io.yarnflink.api.windowing.evictors;

import io.yarnflink.api.windowing.time.Time;
import io.yarnflink.api.windowing.windows.Window;
import java.time.Duration;
import java.util.Iterator;

/** Keeps the records of the last stretch of time before the latest one. */
public class TimeEvictor<W extends Window> extends OneSidedEvictor<Object, W> {
    private final long windowSize;

    /** {@code windowSize} in milliseconds. */
    public TimeEvictor(long windowSize) {
        this(windowSize, false);
    }

    public TimeEvictor(long windowSize, boolean doEvictAfter) {
        super(doEvictAfter);
        this.windowSize = windowSize;
    }

    public static <W extends Window> TimeEvictor<W> of(Duration windowSize) {
        return new TimeEvictor<>(windowSize.toMillis());
    }

    @Deprecated
    public static <W extends Window> TimeEvictor<W> of(Time windowSize) {
        return of(windowSize.toDuration());
    }

    public static <W extends Window> TimeEvictor<W> of(Duration windowSize, boolean doEvictAfter) {
        return new TimeEvictor<>(windowSize.toMillis(), doEvictAfter);
    }

    @Deprecated
    public static <W extends Window> TimeEvictor<W> of(Time windowSize, boolean doEvictAfter) {
        return of(windowSize.toDuration(), doEvictAfter);
    }

    public long getWindowSize() {
        return windowSize;
    }

    @Override
    void evict(Iterable<TimestampedValue<Object>> elements, int size) {
        Iterator<TimestampedValue<Object>> first = elements.iterator();
        if (!first.hasNext() || !first.next().hasTimestamp()) {
            return;
        }
        long latest = Long.MIN_VALUE;
        for (TimestampedValue<Object> element : elements) {
            latest = Math.max(latest, element.getTimestamp());
        }
        for (Iterator<TimestampedValue<Object>> iterator = elements.iterator(); iterator.hasNext(); ) {
            if (iterator.next().getTimestamp() <= latest - windowSize) {
                iterator.remove();
            }
        }
    }

    @Override
    public String toString() {
        return "TimeEvictor(" + windowSize + ")";
    }
}

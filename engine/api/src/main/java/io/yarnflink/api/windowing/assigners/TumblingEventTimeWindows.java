package io.yarnflink.api.windowing.assigners;

import io.yarnflink.api.windowing.time.Time;
import io.yarnflink.api.windowing.windows.TimeWindow;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;

/** Windows of one size that follow each other, by event time. */
public class TumblingEventTimeWindows extends TimeWindowAssigner {
    private final long size;
    private final long globalOffset;
    private final WindowStagger windowStagger;
    private transient boolean staggered;
    private transient long staggerOffset;

    protected TumblingEventTimeWindows(long size, long offset, WindowStagger windowStagger) {
        super(true);
        WindowSizes.checkTumbling("TumblingEventTimeWindows", size, offset);
        this.size = size;
        globalOffset = offset;
        this.windowStagger = Objects.requireNonNull(windowStagger, "windowStagger is null");
    }

    public static TumblingEventTimeWindows of(Duration size) {
        return of(size, Duration.ZERO);
    }

    @Deprecated
    public static TumblingEventTimeWindows of(Time size) {
        return of(size.toDuration());
    }

    /** Windows that start at multiples of {@code size} plus {@code offset}. */
    public static TumblingEventTimeWindows of(Duration size, Duration offset) {
        return of(size, offset, WindowStagger.ALIGNED);
    }

    @Deprecated
    public static TumblingEventTimeWindows of(Time size, Time offset) {
        return of(size.toDuration(), offset.toDuration());
    }

    public static TumblingEventTimeWindows of(Duration size, Duration offset, WindowStagger windowStagger) {
        return new TumblingEventTimeWindows(size.toMillis(), offset.toMillis(), windowStagger);
    }

    @Deprecated
    public static TumblingEventTimeWindows of(Time size, Time offset, WindowStagger windowStagger) {
        return of(size.toDuration(), offset.toDuration(), windowStagger);
    }

    @Override
    public Collection<TimeWindow> assignWindows(Object element, long timestamp, WindowAssignerContext context) {
        WindowSizes.checkedTimestamp(timestamp, "TumblingEventTimeWindows", size);
        if (!staggered) {
            staggered = true;
            staggerOffset = windowStagger.getStaggerOffset(context.getCurrentProcessingTime(), size);
        }
        long start = TimeWindow.getWindowStartWithOffset(timestamp, (globalOffset + staggerOffset) % size, size);
        return Collections.singletonList(new TimeWindow(start, start + size));
    }

    @Override
    public String toString() {
        return "TumblingEventTimeWindows(" + size + ")";
    }
}

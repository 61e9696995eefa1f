package io.yarnflink.api.windowing.assigners;

import io.yarnflink.api.windowing.time.Time;
import io.yarnflink.api.windowing.windows.TimeWindow;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;

/** Windows that end when no record came for a fixed gap of processing time. */
public class ProcessingTimeSessionWindows extends SessionWindows<Object> {
    protected long sessionTimeout;

    protected ProcessingTimeSessionWindows(long sessionTimeout) {
        super(false);
        WindowSizes.checkGap("ProcessingTimeSessionWindows", sessionTimeout);
        this.sessionTimeout = sessionTimeout;
    }

    public static ProcessingTimeSessionWindows withGap(Duration size) {
        return new ProcessingTimeSessionWindows(size.toMillis());
    }

    @Deprecated
    public static ProcessingTimeSessionWindows withGap(Time size) {
        return withGap(size.toDuration());
    }

    public static <T> DynamicProcessingTimeSessionWindows<T> withDynamicGap(
            SessionWindowTimeGapExtractor<T> sessionWindowTimeGapExtractor) {
        return DynamicProcessingTimeSessionWindows.withDynamicGap(sessionWindowTimeGapExtractor);
    }

    @Override
    public Collection<TimeWindow> assignWindows(Object element, long timestamp, WindowAssignerContext context) {
        long now = context.getCurrentProcessingTime();
        return Collections.singletonList(new TimeWindow(now, now + sessionTimeout));
    }

    @Override
    public String toString() {
        return "ProcessingTimeSessionWindows(" + sessionTimeout + ")";
    }
}

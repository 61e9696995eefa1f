package io.yarnflink.api.windowing.assigners;

import io.yarnflink.api.windowing.time.Time;
import io.yarnflink.api.windowing.windows.TimeWindow;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;

/** Windows that end when no record came for a fixed gap of event time. */
public class EventTimeSessionWindows extends SessionWindows<Object> {
    protected long sessionTimeout;

    protected EventTimeSessionWindows(long sessionTimeout) {
        super(true);
        WindowSizes.checkGap("EventTimeSessionWindows", sessionTimeout);
        this.sessionTimeout = sessionTimeout;
    }

    public static EventTimeSessionWindows withGap(Duration size) {
        return new EventTimeSessionWindows(size.toMillis());
    }

    @Deprecated
    public static EventTimeSessionWindows withGap(Time size) {
        return withGap(size.toDuration());
    }

    public static <T> DynamicEventTimeSessionWindows<T> withDynamicGap(
            SessionWindowTimeGapExtractor<T> sessionWindowTimeGapExtractor) {
        return DynamicEventTimeSessionWindows.withDynamicGap(sessionWindowTimeGapExtractor);
    }

    @Override
    public Collection<TimeWindow> assignWindows(Object element, long timestamp, WindowAssignerContext context) {
        WindowSizes.checkedTimestamp(timestamp, "EventTimeSessionWindows", sessionTimeout);
        return Collections.singletonList(new TimeWindow(timestamp, timestamp + sessionTimeout));
    }

    @Override
    public String toString() {
        return "EventTimeSessionWindows(" + sessionTimeout + ")";
    }
}

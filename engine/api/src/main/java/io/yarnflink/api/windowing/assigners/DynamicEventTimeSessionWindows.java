package io.yarnflink.api.windowing.assigners;

import io.yarnflink.api.windowing.windows.TimeWindow;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;

/** Windows that end when no record came for a gap of event time that each record sets. */
public class DynamicEventTimeSessionWindows<T> extends SessionWindows<T> {
    protected SessionWindowTimeGapExtractor<T> sessionWindowTimeGapExtractor;

    protected DynamicEventTimeSessionWindows(SessionWindowTimeGapExtractor<T> sessionWindowTimeGapExtractor) {
        super(true);
        this.sessionWindowTimeGapExtractor = Objects.requireNonNull(sessionWindowTimeGapExtractor, "extractor is null");
    }

    public static <T> DynamicEventTimeSessionWindows<T> withDynamicGap(
            SessionWindowTimeGapExtractor<T> sessionWindowTimeGapExtractor) {
        return new DynamicEventTimeSessionWindows<>(sessionWindowTimeGapExtractor);
    }

    @Override
    public Collection<TimeWindow> assignWindows(T element, long timestamp, WindowAssignerContext context) {
        long gap = sessionWindowTimeGapExtractor.extract(element);
        WindowSizes.checkGap("DynamicEventTimeSessionWindows", gap);
        WindowSizes.checkedTimestamp(timestamp, "DynamicEventTimeSessionWindows", gap);
        return Collections.singletonList(new TimeWindow(timestamp, timestamp + gap));
    }

    @Override
    public String toString() {
        return "DynamicEventTimeSessionWindows()";
    }
}

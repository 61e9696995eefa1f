package io.yarnflink.api.windowing.assigners;

import io.yarnflink.api.windowing.windows.TimeWindow;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;

/** Windows that end when no record came for a gap of processing time that each record sets. */
public class DynamicProcessingTimeSessionWindows<T> extends SessionWindows<T> {
    protected SessionWindowTimeGapExtractor<T> sessionWindowTimeGapExtractor;

    protected DynamicProcessingTimeSessionWindows(SessionWindowTimeGapExtractor<T> sessionWindowTimeGapExtractor) {
        super(false);
        this.sessionWindowTimeGapExtractor = Objects.requireNonNull(sessionWindowTimeGapExtractor, "extractor is null");
    }

    public static <T> DynamicProcessingTimeSessionWindows<T> withDynamicGap(
            SessionWindowTimeGapExtractor<T> sessionWindowTimeGapExtractor) {
        return new DynamicProcessingTimeSessionWindows<>(sessionWindowTimeGapExtractor);
    }

    @Override
    public Collection<TimeWindow> assignWindows(T element, long timestamp, WindowAssignerContext context) {
        long now = context.getCurrentProcessingTime();
        long gap = sessionWindowTimeGapExtractor.extract(element);
        WindowSizes.checkGap("DynamicProcessingTimeSessionWindows", gap);
        return Collections.singletonList(new TimeWindow(now, now + gap));
    }

    @Override
    public String toString() {
        return "DynamicProcessingTimeSessionWindows()";
    }
}

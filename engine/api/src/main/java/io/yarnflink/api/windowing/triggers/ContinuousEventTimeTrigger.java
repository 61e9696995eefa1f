package io.yarnflink.api.windowing.triggers;

import io.yarnflink.api.windowing.time.Time;
import io.yarnflink.api.windowing.windows.Window;
import java.time.Duration;

/** Fires at every interval of event time, and at the end of the window. */
public class ContinuousEventTimeTrigger<W extends Window> extends Trigger<Object, W> {
    private final Intervals intervals;

    private ContinuousEventTimeTrigger(long interval) {
        intervals = new Intervals("ContinuousEventTimeTrigger", interval);
    }

    public static <W extends Window> ContinuousEventTimeTrigger<W> of(Duration interval) {
        return new ContinuousEventTimeTrigger<>(interval.toMillis());
    }

    @Deprecated
    public static <W extends Window> ContinuousEventTimeTrigger<W> of(Time interval) {
        return of(interval.toDuration());
    }

    public long getInterval() {
        return intervals.interval();
    }

    @Override
    public TriggerResult onElement(Object element, long timestamp, W window, TriggerContext ctx) throws Exception {
        if (window.maxTimestamp() <= ctx.getCurrentWatermark()) {
            return TriggerResult.FIRE;
        }
        ctx.registerEventTimeTimer(window.maxTimestamp());
        if (intervals.next(ctx) == null) {
            ctx.registerEventTimeTimer(intervals.set(intervals.after(timestamp), window.maxTimestamp(), ctx));
        }
        return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onEventTime(long time, W window, TriggerContext ctx) throws Exception {
        if (time == window.maxTimestamp()) {
            return TriggerResult.FIRE;
        }
        Long next = intervals.next(ctx);
        if (next == null || next != time) {
            return TriggerResult.CONTINUE;
        }
        // At the end of input a window without end would fire for ever, with the same contents each time.
        boolean endless = window.maxTimestamp() == Long.MAX_VALUE && ctx.getCurrentWatermark() == Long.MAX_VALUE;
        long following = endless ? Long.MAX_VALUE : time + intervals.interval();
        ctx.registerEventTimeTimer(intervals.set(following, window.maxTimestamp(), ctx));
        return TriggerResult.FIRE;
    }

    @Override
    public TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) {
        return TriggerResult.CONTINUE;
    }

    @Override
    public boolean canMerge() {
        return true;
    }

    @Override
    public void onMerge(W window, OnMergeContext ctx) throws Exception {
        Long next = intervals.merge(ctx);
        if (next != null) {
            ctx.registerEventTimeTimer(next);
        }
    }

    @Override
    public void clear(W window, TriggerContext ctx) throws Exception {
        Long next = intervals.next(ctx);
        if (next != null) {
            ctx.deleteEventTimeTimer(next);
            intervals.clear(ctx);
        }
    }

    @Override
    public String toString() {
        return "ContinuousEventTimeTrigger(" + intervals.interval() + ")";
    }
}

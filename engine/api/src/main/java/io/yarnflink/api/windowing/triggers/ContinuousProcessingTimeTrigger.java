package io.yarnflink.api.windowing.triggers;

import io.yarnflink.api.windowing.time.Time;
import io.yarnflink.api.windowing.windows.Window;
import java.time.Duration;

/** Fires at every interval of processing time. */
public class ContinuousProcessingTimeTrigger<W extends Window> extends Trigger<Object, W> {
    private final Intervals intervals;

    private ContinuousProcessingTimeTrigger(long interval) {
        intervals = new Intervals("ContinuousProcessingTimeTrigger", interval);
    }

    public static <W extends Window> ContinuousProcessingTimeTrigger<W> of(Duration interval) {
        return new ContinuousProcessingTimeTrigger<>(interval.toMillis());
    }

    @Deprecated
    public static <W extends Window> ContinuousProcessingTimeTrigger<W> of(Time interval) {
        return of(interval.toDuration());
    }

    public long getInterval() {
        return intervals.interval();
    }

    @Override
    public TriggerResult onElement(Object element, long timestamp, W window, TriggerContext ctx) throws Exception {
        if (intervals.next(ctx) == null) {
            long now = ctx.getCurrentProcessingTime();
            ctx.registerProcessingTimeTimer(intervals.set(intervals.after(now), window.maxTimestamp(), ctx));
        }
        return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onEventTime(long time, W window, TriggerContext ctx) {
        return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) throws Exception {
        Long next = intervals.next(ctx);
        if (next == null || next != time) {
            return TriggerResult.CONTINUE;
        }
        ctx.registerProcessingTimeTimer(intervals.set(time + intervals.interval(), window.maxTimestamp(), ctx));
        return TriggerResult.FIRE;
    }

    @Override
    public boolean canMerge() {
        return true;
    }

    @Override
    public void onMerge(W window, OnMergeContext ctx) throws Exception {
        Long next = intervals.merge(ctx);
        if (next != null) {
            ctx.registerProcessingTimeTimer(next);
        }
    }

    @Override
    public void clear(W window, TriggerContext ctx) throws Exception {
        Long next = intervals.next(ctx);
        if (next != null) {
            ctx.deleteProcessingTimeTimer(next);
            intervals.clear(ctx);
        }
    }

    @Override
    public String toString() {
        return "ContinuousProcessingTimeTrigger(" + intervals.interval() + ")";
    }
}

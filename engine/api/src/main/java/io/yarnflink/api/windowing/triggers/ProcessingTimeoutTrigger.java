package io.yarnflink.api.windowing.triggers;

import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.typeutils.serializers.LongSerializer;
import io.yarnflink.api.windowing.windows.Window;
import java.time.Duration;
import java.util.Objects;

/** As the trigger it wraps, and fires too when a window waited too long. */
public class ProcessingTimeoutTrigger<T, W extends Window> extends Trigger<T, W> {
    private final Trigger<T, W> nestedTrigger;
    private final long interval;
    private final boolean resetTimerOnNewRecord;
    private final boolean shouldClearOnTimeout;
    private final ValueStateDescriptor<Long> timeout = new ValueStateDescriptor<>("timeout", LongSerializer.INSTANCE);

    private ProcessingTimeoutTrigger(
            Trigger<T, W> nestedTrigger, long interval, boolean resetTimerOnNewRecord, boolean shouldClearOnTimeout) {
        this.nestedTrigger = Objects.requireNonNull(nestedTrigger, "nestedTrigger is null");
        this.interval = interval;
        this.resetTimerOnNewRecord = resetTimerOnNewRecord;
        this.shouldClearOnTimeout = shouldClearOnTimeout;
    }

    /** Waits for {@code timeout} from the first record on; the trigger's state is cleared when it is over. */
    public static <T, W extends Window> ProcessingTimeoutTrigger<T, W> of(
            Trigger<T, W> nestedTrigger, Duration timeout) {
        return of(nestedTrigger, timeout, false, true);
    }

    public static <T, W extends Window> ProcessingTimeoutTrigger<T, W> of(
            Trigger<T, W> nestedTrigger,
            Duration timeout,
            boolean resetTimerOnNewRecord,
            boolean shouldClearOnTimeout) {
        return new ProcessingTimeoutTrigger<>(
                nestedTrigger, timeout.toMillis(), resetTimerOnNewRecord, shouldClearOnTimeout);
    }

    @Override
    public TriggerResult onElement(T element, long timestamp, W window, TriggerContext ctx) throws Exception {
        TriggerResult result = nestedTrigger.onElement(element, timestamp, window, ctx);
        if (result.isFire()) {
            clear(window, ctx);
            return result;
        }
        ValueState<Long> timeoutState = ctx.getPartitionedState(timeout);
        Long pending = timeoutState.value();
        long next = ctx.getCurrentProcessingTime() + interval;
        if (pending != null && resetTimerOnNewRecord) {
            ctx.deleteProcessingTimeTimer(pending);
            timeoutState.clear();
            pending = null;
        }
        if (pending == null) {
            timeoutState.update(next);
            ctx.registerProcessingTimeTimer(next);
        }
        return result;
    }

    @Override
    public TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) throws Exception {
        return onTimer(nestedTrigger.onProcessingTime(time, window, ctx), window, ctx);
    }

    @Override
    public TriggerResult onEventTime(long time, W window, TriggerContext ctx) throws Exception {
        return onTimer(nestedTrigger.onEventTime(time, window, ctx), window, ctx);
    }

    private TriggerResult onTimer(TriggerResult nested, W window, TriggerContext ctx) throws Exception {
        if (shouldClearOnTimeout) {
            clear(window, ctx);
        }
        return nested.isPurge() ? TriggerResult.FIRE_AND_PURGE : TriggerResult.FIRE;
    }

    @Override
    public void clear(W window, TriggerContext ctx) throws Exception {
        ValueState<Long> timeoutState = ctx.getPartitionedState(timeout);
        Long pending = timeoutState.value();
        if (pending != null) {
            ctx.deleteProcessingTimeTimer(pending);
            timeoutState.clear();
        }
        nestedTrigger.clear(window, ctx);
    }

    @Override
    public String toString() {
        return "TimeoutTrigger(" + nestedTrigger + ")";
    }
}

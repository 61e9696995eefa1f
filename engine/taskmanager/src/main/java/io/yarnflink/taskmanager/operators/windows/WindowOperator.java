package io.yarnflink.taskmanager.operators.windows;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.TimeDomain;
import io.yarnflink.api.functions.windowing.ProcessWindowFunction;
import io.yarnflink.api.metrics.Counter;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.windowing.assigners.MergingWindowAssigner;
import io.yarnflink.api.windowing.assigners.WindowAssigner;
import io.yarnflink.api.windowing.evictors.Evictor;
import io.yarnflink.api.windowing.triggers.Trigger;
import io.yarnflink.api.windowing.triggers.TriggerResult;
import io.yarnflink.api.windowing.windows.Window;
import io.yarnflink.state.StateScope;
import io.yarnflink.state.Timer;
import io.yarnflink.taskmanager.chain.FunctionLifecycle;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.KeyContext;
import io.yarnflink.taskmanager.chain.Operator;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.ProcessingTimed;
import io.yarnflink.taskmanager.chain.Timers;
import io.yarnflink.taskmanager.chain.TimestampedCollector;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Puts records into windows of their keys and lets triggers decide when the windows' functions see them. */
public final class WindowOperator<K, T, V, W extends Window, O> extends Operator<T, O>
        implements FunctionLifecycle, ProcessingTimed {
    private final WindowAssigner<T, W> assigner;
    private final ProcessWindowFunction<V, O, K, W> function;
    private final long allowedLateness;
    private final @Nullable OutputTag<T> lateRecords;
    private final KeyContext<K> keys;
    private final Timers<K, W> timers;
    private final StateScope<K, W> contentStates;
    private final Contents<T, V, W> contents;
    private final WindowTrigger<K, T, W> trigger;
    private final WindowFunctionContext<K, V, O, W> functionContext;
    private final TimestampedCollector<O> collector;
    private final @Nullable MergingWindows<W> merging;
    private final Counter droppedLate;
    private final WindowAssigner.WindowAssignerContext assignerContext = new WindowAssigner.WindowAssignerContext() {
        @Override
        public long getCurrentProcessingTime() {
            return timers.currentProcessingTime();
        }
    };

    @SuppressWarnings("unchecked") // The program was checked when it was built.
    public WindowOperator(
            OperatorContext context,
            Input<O> output,
            OperatorDescriptor.Windows<K, T, W, O> descriptor,
            KeyContext<K> keys) {
        super(context, output);
        this.keys = keys;
        assigner = (WindowAssigner<T, W>) descriptor.assigner();
        function = (ProcessWindowFunction<V, O, K, W>) descriptor.contents().function();
        allowedLateness = descriptor.allowedLatenessMillis();
        lateRecords = descriptor.lateRecords();
        collector = new TimestampedCollector<>(output, context.emissions());
        ExecutionConfig config = context.environment().executionConfig();
        TypeSerializer<W> windows = assigner.getWindowSerializer(config);
        timers = keys.timers("window-timers", windows);
        // Nobody sees the first namespace: each use selects its own.
        W none = windows.createInstance();
        contentStates = keys.state().scope("window-contents", windows, none);
        trigger = new WindowTrigger<>(
                (Trigger<T, W>) descriptor.trigger(),
                timers,
                keys.state().scope("window-trigger", windows, none),
                context.getMetricGroup());
        contents = contents(descriptor, descriptor.type().createSerializer(config));
        merging = merging(windows);
        functionContext = new WindowFunctionContext<>(
                function, keys, keys.state().scope("window-state", windows, none), timers, context, merging != null);
        droppedLate = context.getMetricGroup().counter("numLateRecordsDropped");
    }

    @SuppressWarnings("unchecked") // With an evictor the function gets the records themselves.
    private Contents<T, V, W> contents(
            OperatorDescriptor.Windows<K, T, W, O> descriptor, TypeSerializer<T> serializer) {
        if (descriptor.evictor() == null) {
            return new KeptContents<>(contentStates, descriptor.contents().state(), serializer);
        }
        WindowTimes times = new WindowTimes(timers, context.getMetricGroup());
        Evictor<T, W> evictor = (Evictor<T, W>) descriptor.evictor();
        return (Contents<T, V, W>) new EvictedContents<>(contentStates, evictor, times, serializer);
    }

    private @Nullable MergingWindows<W> merging(TypeSerializer<W> windows) {
        return assigner instanceof MergingWindowAssigner<T, W> merger
                ? new MergingWindows<>(merger, MergingWindows.state(keys.state(), windows))
                : null;
    }

    @Override
    public Function userFunction() {
        return function;
    }

    @Override
    public void process(T value, long timestamp) {
        try {
            boolean kept = false;
            for (W window : assigner.assignWindows(value, timestamp, assignerContext)) {
                kept |= merging == null
                        ? add(value, timestamp, window, window)
                        : merge(merging, value, timestamp, window);
            }
            if (!kept && isLate(timestamp)) {
                dropLate(value, timestamp);
            }
        } catch (Throwable e) {
            throw failed(e);
        }
        collector.checkOutput();
    }

    private boolean merge(MergingWindows<W> live, T value, long timestamp, W window) throws Exception {
        W became = live.add(window, this::merged);
        W stateWindow = live.stateWindow(became);
        if (stateWindow != null && add(value, timestamp, became, stateWindow)) {
            return true;
        }
        live.retire(became);
        return false;
    }

    private void merged(W result, Collection<W> parts, W stateResult, Collection<W> stateParts) throws Exception {
        if (isOver(result)) {
            throw new IllegalStateException("The merged window " + result + " is over already at the watermark "
                    + timers.currentWatermark() + "; merging must not make windows end earlier");
        }
        trigger.onMerge(result, parts);
        for (W part : parts) {
            if (!part.equals(result)) {
                trigger.clear(part);
                deleteCleanup(part);
            }
        }
        contentStates.merge(contents.descriptor(), stateResult, stateParts);
    }

    /** Adds a record to a window, whose contents are kept under {@code stateWindow}; false when the window is over. */
    private boolean add(T value, long timestamp, W window, W stateWindow) throws Exception {
        if (isOver(window)) {
            return false;
        }
        contentStates.select(stateWindow);
        contents.add(value, timestamp);
        react(trigger.onElement(value, timestamp, window), window, stateWindow);
        registerCleanup(window);
        return true;
    }

    private void react(TriggerResult result, W window, W stateWindow) throws Exception {
        contentStates.select(stateWindow);
        if (result.isFire()) {
            collector.setTimestamp(window.maxTimestamp());
            contents.fire(window, this::emit);
        }
        if (result.isPurge()) {
            contentStates.select(stateWindow);
            contents.clear();
        }
    }

    private void emit(W window, Iterable<V> fired) throws Exception {
        function.process(keys.state().currentKey(), functionContext.at(window), fired, collector);
    }

    private boolean isLate(long timestamp) {
        return assigner.isEventTime() && timestamp + allowedLateness <= timers.currentWatermark();
    }

    private void dropLate(T value, long timestamp) {
        if (lateRecords == null) {
            droppedLate.inc();
        } else {
            context.emit(lateRecords, value, timestamp);
        }
    }

    @Override
    public void watermark(long timestamp) {
        timers.advanceWatermark(timestamp, this::onTimer);
        super.watermark(timestamp);
    }

    @Override
    public long nextProcessingTime() {
        return timers.nextProcessingTime();
    }

    @Override
    public void advanceProcessingTime(long now) {
        timers.advanceProcessingTime(now, this::onTimer);
    }

    private void onTimer(Timer<K, W> timer, TimeDomain domain) {
        W window = timer.namespace();
        try {
            W stateWindow = merging == null ? window : merging.stateWindow(window);
            if (stateWindow == null) {
                return;
            }
            react(trigger.onTimer(domain, timer.timestamp(), window), window, stateWindow);
            if (assigner.isEventTime() == (domain == TimeDomain.EVENT_TIME)
                    && timer.timestamp() == cleanupTime(window)) {
                drop(window, stateWindow);
            }
        } catch (Throwable e) {
            throw failed(e);
        }
        collector.checkOutput();
    }

    private void drop(W window, W stateWindow) throws Exception {
        contentStates.select(stateWindow);
        contents.clear();
        trigger.clear(window);
        function.clear(functionContext.at(window));
        if (merging != null) {
            merging.retire(window);
        }
    }

    /** When a window is dropped; {@code Long.MAX_VALUE} when never. */
    private long cleanupTime(W window) {
        if (!assigner.isEventTime()) {
            return window.maxTimestamp();
        }
        long time = window.maxTimestamp() + allowedLateness;
        return time >= window.maxTimestamp() ? time : Long.MAX_VALUE;
    }

    private boolean isOver(W window) {
        return assigner.isEventTime() && cleanupTime(window) <= timers.currentWatermark();
    }

    private void registerCleanup(W window) {
        long time = cleanupTime(window);
        if (time == Long.MAX_VALUE) {
            return;
        }
        if (assigner.isEventTime()) {
            timers.registerEventTime(window, time);
        } else {
            timers.registerProcessingTime(window, time);
        }
    }

    private void deleteCleanup(W window) {
        long time = cleanupTime(window);
        if (assigner.isEventTime()) {
            timers.deleteEventTime(window, time);
        } else {
            timers.deleteProcessingTime(window, time);
        }
    }
}

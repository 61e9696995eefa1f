package io.yarnflink.taskmanager.operators.custom;

import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.RuntimeContext;
import io.yarnflink.api.operators.InternalTimerService;
import io.yarnflink.api.operators.Output;
import io.yarnflink.api.operators.ProcessingTimeService;
import io.yarnflink.api.operators.StreamOperatorParameters;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.api.operators.Triggerable;
import io.yarnflink.api.state.KeyedStateStore;
import io.yarnflink.api.state.StateSnapshotContext;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.state.KeyGroups;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.KeyContext;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.UserFunctions;
import io.yarnflink.taskmanager.operators.sink.ProcessingTimers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** What a program's own operator runs in; task thread only. */
final class OperatorHost<O> implements StreamOperatorParameters<O>, Output<StreamRecord<O>> {
    private final OperatorContext context;
    private final Input<O> output;
    private final WatermarkCombination combination;
    private final ProcessingTimers processingTimers;
    private final Map<String, NamedTimers<?, ?>> timers = new LinkedHashMap<>();

    /** How the watermarks of two inputs become one. */
    @FunctionalInterface
    interface WatermarkCombination {
        OptionalLong combine(int input, long timestamp);
    }

    OperatorHost(OperatorContext context, Input<O> output, WatermarkCombination combination) {
        this.context = context;
        this.output = output;
        this.combination = combination;
        processingTimers = new ProcessingTimers(context.environment().process().clock());
    }

    @Override
    public Output<StreamRecord<O>> getOutput() {
        return this;
    }

    @Override
    public void collect(StreamRecord<O> record) {
        try {
            output.process(record.getValue(), record.getTimestamp());
        } catch (RuntimeException | Error e) {
            context.emissions().failed(e);
            throw e;
        }
    }

    @Override
    public <X> void collect(OutputTag<X> outputTag, StreamRecord<X> record) {
        context.emit(outputTag, record.getValue(), record.getTimestamp());
    }

    @Override
    public void emitWatermark(Watermark mark) {
        context.emissions().run(() -> output.watermark(mark.getTimestamp()));
    }

    @Override
    public void close() {}

    @Override
    public ProcessingTimeService getProcessingTimeService() {
        return processingTimers;
    }

    @Override
    public RuntimeContext getRuntimeContext() {
        return context;
    }

    @Override
    public String getOperatorName() {
        return context.operatorName();
    }

    @Override
    public KeyedStateStore getKeyedStateStore() {
        return keys().state().global();
    }

    @Override
    public Object getCurrentKey() {
        return keys().state().currentKey();
    }

    @Override
    public void setCurrentKey(Object key) {
        keys().state().setCurrentKey(key, KeyGroups.hash(key));
    }

    @SuppressWarnings("unchecked") // The program's operator uses one type of keys.
    private <K> KeyContext<K> keys() {
        KeyContext<?> keys = context.keys();
        if (keys == null) {
            throw new IllegalStateException("Operator '" + context.operatorName()
                    + "' uses keyed state or timers, but its input has no key; call keyBy before it");
        }
        return (KeyContext<K>) keys;
    }

    @Override
    @SuppressWarnings("unchecked") // An operator asks for each name with one type.
    public <K, N> InternalTimerService<N> getInternalTimerService(
            String name, TypeSerializer<N> namespaceSerializer, Triggerable<K, N> triggerable) {
        KeyContext<K> keys = keys();
        return (InternalTimerService<N>) timers.computeIfAbsent(
                name, absent -> new NamedTimers<>(keys.timers(name, namespaceSerializer), triggerable));
    }

    @Override
    public void advanceWatermark(long timestamp) throws Exception {
        for (NamedTimers<?, ?> each : timers.values()) {
            each.advanceWatermark(timestamp);
        }
    }

    @Override
    public OptionalLong combineWatermark(int input, long timestamp) {
        return combination.combine(input, timestamp);
    }

    @Override
    public void openFunction(Function function) throws Exception {
        UserFunctions.open(function, context);
    }

    @Override
    public void snapshotFunction(Function function, StateSnapshotContext checkpoint) throws Exception {
        UserFunctions.snapshot(function, context, checkpoint);
    }

    @Override
    public void closeFunction(Function function) throws Exception {
        UserFunctions.close(function);
    }

    long nextProcessingTime() {
        long next = processingTimers.next();
        for (NamedTimers<?, ?> each : timers.values()) {
            next = Math.min(next, each.nextProcessingTime());
        }
        return next;
    }

    void advanceProcessingTime(long now) throws Exception {
        processingTimers.advance(now);
        for (NamedTimers<?, ?> each : timers.values()) {
            each.advanceProcessingTime(now);
        }
    }
}

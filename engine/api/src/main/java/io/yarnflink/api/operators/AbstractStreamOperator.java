package io.yarnflink.api.operators;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.functions.RuntimeContext;
import io.yarnflink.api.metrics.MetricGroup;
import io.yarnflink.api.state.KeyedStateStore;
import io.yarnflink.api.state.StateInitializationContext;
import io.yarnflink.api.state.StateSnapshotContext;
import io.yarnflink.api.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** What operators of programs extend: it has an output, states and timers, and hands watermarks on. */
public abstract class AbstractStreamOperator<OUT> implements StreamOperator<OUT> {
    /** Whether the operator may run in one task with those before and behind it; set it before the operator is used. */
    protected ChainingStrategy chainingStrategy = ChainingStrategy.ALWAYS;

    /** Where results go. */
    @SuppressWarnings("NullAway.Init") // There from setup on.
    protected transient Output<StreamRecord<OUT>> output;

    /** Calls back without a key. */
    @SuppressWarnings("NullAway.Init") // There from setup on.
    protected transient ProcessingTimeService processingTimeService;

    private transient @Nullable StreamOperatorParameters<OUT> parameters;

    protected AbstractStreamOperator() {}

    /** An operator that a factory makes where it runs. */
    @SuppressWarnings("this-escape") // What setup needs is set.
    protected AbstractStreamOperator(StreamOperatorParameters<OUT> parameters) {
        setup(parameters);
    }

    @Override
    public void setup(StreamOperatorParameters<OUT> newParameters) {
        parameters = newParameters;
        output = newParameters.getOutput();
        processingTimeService = newParameters.getProcessingTimeService();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {}

    @Override
    public void open() throws Exception {}

    /** Fires the timers that the watermark has reached, and hands it on. */
    public void processWatermark(Watermark mark) throws Exception {
        parameters().advanceWatermark(mark.getTimestamp());
        output.emitWatermark(mark);
    }

    public void processWatermark1(Watermark mark) throws Exception {
        processWatermark(0, mark);
    }

    public void processWatermark2(Watermark mark) throws Exception {
        processWatermark(1, mark);
    }

    private void processWatermark(int input, Watermark mark) throws Exception {
        var combined = parameters().combineWatermark(input, mark.getTimestamp());
        if (combined.isPresent()) {
            processWatermark(new Watermark(combined.getAsLong()));
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {}

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {}

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {}

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {}

    @Override
    public void finish() throws Exception {}

    @Override
    public void close() throws Exception {}

    public final ChainingStrategy getChainingStrategy() {
        return chainingStrategy;
    }

    public final void setChainingStrategy(ChainingStrategy strategy) {
        chainingStrategy = requireNonNull(strategy, "chaining strategy is null");
    }

    public RuntimeContext getRuntimeContext() {
        return parameters().getRuntimeContext();
    }

    public ExecutionConfig getExecutionConfig() {
        return getRuntimeContext().getExecutionConfig();
    }

    public ClassLoader getUserCodeClassloader() {
        return getRuntimeContext().getUserCodeClassLoader();
    }

    public MetricGroup getMetricGroup() {
        return getRuntimeContext().getMetricGroup();
    }

    public ProcessingTimeService getProcessingTimeService() {
        return processingTimeService;
    }

    /** The states of the current key; the operator must follow keyBy. */
    public KeyedStateStore getKeyedStateStore() {
        return parameters().getKeyedStateStore();
    }

    public Object getCurrentKey() {
        return parameters().getCurrentKey();
    }

    public void setCurrentKey(Object key) {
        parameters().setCurrentKey(requireNonNull(key, "key is null"));
    }

    /** Timers of the current key, which call {@code triggerable}; those of each name are apart. */
    public <K, N> InternalTimerService<N> getInternalTimerService(
            String name, TypeSerializer<N> namespaceSerializer, Triggerable<K, N> triggerable) {
        return parameters().getInternalTimerService(name, namespaceSerializer, triggerable);
    }

    protected String getOperatorName() {
        return parameters().getOperatorName();
    }

    final StreamOperatorParameters<OUT> parameters() {
        if (parameters == null) {
            throw new IllegalStateException(getClass().getName() + " is used before setup(...) was called");
        }
        return parameters;
    }
}

package io.yarnflink.api.operators;

import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.RuntimeContext;
import io.yarnflink.api.state.KeyedStateStore;
import io.yarnflink.api.state.StateSnapshotContext;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.util.OptionalLong;

/** What an operator runs in; the engine implements it. */
public interface StreamOperatorParameters<OUT> {
    Output<StreamRecord<OUT>> getOutput();

    /** Calls back without a key. */
    ProcessingTimeService getProcessingTimeService();

    RuntimeContext getRuntimeContext();

    String getOperatorName();

    /** The states of the current key; fails when the input has no keys. */
    KeyedStateStore getKeyedStateStore();

    /** The key of the record or timer that is being processed; fails when the input has no keys. */
    Object getCurrentKey();

    void setCurrentKey(Object key);

    /** The timers of that name; fails when the input has no keys. */
    <K, N> InternalTimerService<N> getInternalTimerService(
            String name, TypeSerializer<N> namespaceSerializer, Triggerable<K, N> triggerable);

    /** Fires the event-time timers that the watermark has reached. */
    void advanceWatermark(long timestamp) throws Exception;

    /** Input 0 or 1 has reached that watermark; the watermark of both together, if it rose. */
    OptionalLong combineWatermark(int input, long timestamp);

    /** Opens a function that the operator calls, with its state if it has some. */
    void openFunction(Function function) throws Exception;

    void snapshotFunction(Function function, StateSnapshotContext context) throws Exception;

    void closeFunction(Function function) throws Exception;
}

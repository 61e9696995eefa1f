package io.yarnflink.api.operators;

import io.yarnflink.api.state.CheckpointListener;
import io.yarnflink.api.state.StateInitializationContext;
import io.yarnflink.api.state.StateSnapshotContext;
import java.io.Serializable;

/**
 * An operator of the program's own, beside those that streams offer; each subtask works with a copy. Its methods are called
 * in this order, by one thread: {@code setup}, {@code initializeState}, {@code open}, those for what comes in, and, at the
 * end of the input, {@code finish}; {@code close} in any case.
 */
public interface StreamOperator<OUT> extends CheckpointListener, Serializable {
    /** Says what the operator runs in. */
    void setup(StreamOperatorParameters<OUT> parameters);

    /** Restores what an earlier run kept, if there was one. */
    void initializeState(StateInitializationContext context) throws Exception;

    void open() throws Exception;

    /** The last moment at which something can still be emitted before a checkpoint. */
    void prepareSnapshotPreBarrier(long checkpointId) throws Exception;

    /** Puts into states what belongs to the checkpoint. */
    void snapshotState(StateSnapshotContext context) throws Exception;

    /** Emits what was held back; all inputs have ended. */
    void finish() throws Exception;

    /** Lets go of everything; also after a failure. */
    void close() throws Exception;
}

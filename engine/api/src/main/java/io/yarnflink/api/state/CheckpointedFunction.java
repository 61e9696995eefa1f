package io.yarnflink.api.state;

/** A function with state that it writes at checkpoints and finds again after a restore. */
public interface CheckpointedFunction {
    /** Called at every checkpoint, before the state is written. */
    void snapshotState(FunctionSnapshotContext context) throws Exception;

    /** Called once, before {@code open}. */
    void initializeState(FunctionInitializationContext context) throws Exception;
}

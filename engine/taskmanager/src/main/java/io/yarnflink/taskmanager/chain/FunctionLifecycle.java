package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.functions.Function;
import io.yarnflink.api.state.FunctionSnapshotContext;

/** An operator around one user function, which lives as long as it does; task thread only. */
public interface FunctionLifecycle extends OperatorLifecycle {
    Function userFunction();

    @Override
    default void open() {
        guarded(() -> UserFunctions.open(userFunction(), context()));
    }

    @Override
    default void snapshotState(FunctionSnapshotContext checkpoint) {
        guarded(() -> UserFunctions.snapshot(userFunction(), context(), checkpoint));
    }

    @Override
    default void checkpointCompleted(long checkpointId) {
        guarded(() -> UserFunctions.completed(userFunction(), checkpointId));
    }

    @Override
    default void checkpointAborted(long checkpointId) {
        guarded(() -> UserFunctions.aborted(userFunction(), checkpointId));
    }

    @Override
    default void close() {
        guarded(() -> UserFunctions.close(userFunction()));
    }

    /** A call of user code. */
    @FunctionalInterface
    interface UserCall {
        void run() throws Exception;
    }

    private void guarded(UserCall call) {
        try {
            call.run();
        } catch (Throwable e) {
            throw failed(e);
        }
    }
}

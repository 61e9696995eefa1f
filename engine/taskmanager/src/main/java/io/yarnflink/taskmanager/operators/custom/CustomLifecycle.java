package io.yarnflink.taskmanager.operators.custom;

import io.yarnflink.api.operators.StreamOperator;
import io.yarnflink.api.operators.StreamOperatorFactory;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.state.StateSnapshotContext;
import io.yarnflink.taskmanager.chain.FailureKind;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.OperatorException;
import io.yarnflink.taskmanager.chain.OperatorLifecycle;
import io.yarnflink.taskmanager.chain.ProcessingTimed;
import io.yarnflink.transport.protocol.PreparedCommit;
import java.util.function.Consumer;

/** The life of a program's own operator; task thread only. */
interface CustomLifecycle extends OperatorLifecycle, ProcessingTimed {
    StreamOperator<?> custom();

    OperatorHost<?> host();

    /** The operator of a subtask. */
    static <O, S extends StreamOperator<O>> S made(
            OperatorContext context, StreamOperatorFactory<O> factory, OperatorHost<O> host) {
        try {
            S made = factory.createStreamOperator(host);
            made.setup(host);
            return made;
        } catch (Throwable e) {
            throw new OperatorException(context.operatorName(), FailureKind.USER_CODE, e);
        }
    }

    @Override
    default void open() {
        guarded(() -> {
            custom().initializeState(context().initialization());
            custom().open();
        });
    }

    @Override
    default void beforeBarrier(long checkpointId, Consumer<PreparedCommit> prepared) {
        guarded(() -> custom().prepareSnapshotPreBarrier(checkpointId));
    }

    @Override
    default void snapshotState(FunctionSnapshotContext checkpoint) {
        guarded(() -> custom().snapshotState(
                        new Checkpoint(checkpoint.getCheckpointId(), checkpoint.getCheckpointTimestamp())));
    }

    /** Which checkpoint is being taken. */
    record Checkpoint(long getCheckpointId, long getCheckpointTimestamp) implements StateSnapshotContext {}

    @Override
    default void checkpointCompleted(long checkpointId) {
        guarded(() -> custom().notifyCheckpointComplete(checkpointId));
    }

    @Override
    default void checkpointAborted(long checkpointId) {
        guarded(() -> custom().notifyCheckpointAborted(checkpointId));
    }

    @Override
    default void close() {
        guarded(() -> custom().close());
    }

    @Override
    default long nextProcessingTime() {
        return host().nextProcessingTime();
    }

    @Override
    default void advanceProcessingTime(long now) {
        guarded(() -> host().advanceProcessingTime(now));
    }

    /** A call of user code. */
    @FunctionalInterface
    interface UserCall {
        void run() throws Exception;
    }

    /** Calls user code; what failed behind the operator's outputs meanwhile is thrown as it is. */
    default void guarded(UserCall call) {
        try {
            call.run();
        } catch (Throwable e) {
            throw failed(e);
        }
        context().emissions().check();
    }
}

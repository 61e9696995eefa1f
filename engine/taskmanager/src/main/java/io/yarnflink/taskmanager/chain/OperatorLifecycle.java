package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.state.OperatorSnapshot;
import io.yarnflink.transport.protocol.PreparedCommit;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** An operator's life: opened before the first record, closed after the last one or a failure; task thread only. */
public interface OperatorLifecycle {
    OperatorContext context();

    default String operatorName() {
        return context().operatorName();
    }

    default void open() {}

    /** The last moment before the barrier of a checkpoint: what is emitted now belongs to it, as does what is prepared. */
    default void beforeBarrier(long checkpointId, Consumer<PreparedCommit> prepared) {}

    /** Puts what else a restore needs into the operator's states. */
    default void snapshotState(FunctionSnapshotContext checkpoint) {}

    /** All state of the operator at this point between two records. */
    default OperatorSnapshot snapshot(FunctionSnapshotContext checkpoint) {
        snapshotState(checkpoint);
        try {
            return context().snapshot(checkpoint instanceof SnapshotRequest request && request.savepoint());
        } catch (IOException | RuntimeException e) {
            throw new SnapshotException(operatorName(), e);
        }
    }

    /** Whether records end here, and are held back until a checkpoint is complete. */
    default boolean commitsWithCheckpoints() {
        return false;
    }

    /**
     * When all is written and no checkpoint will say so: hands on what is still to be committed, with what was prepared for
     * checkpoints that are not complete.
     */
    default void commitAtEnd(List<PreparedCommit> uncommitted) {}

    default void checkpointCompleted(long checkpointId) {}

    default void checkpointAborted(long checkpointId) {}

    /** Lets go of everything; also when {@link #open} failed half-way. */
    default void close() {}

    /** What to throw for a failure of this operator's user code; throws what failed behind its outputs instead. */
    default RuntimeException failed(Throwable cause) {
        context().emissions().check();
        return new OperatorException(operatorName(), FailureKind.USER_CODE, cause);
    }
}

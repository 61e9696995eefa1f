package io.yarnflink.taskmanager.operators;

import io.yarnflink.api.connector.source.InputStatus;
import io.yarnflink.taskmanager.chain.OperatorLifecycle;
import java.util.List;

/** What a task without inputs polls for records; task thread only. */
public interface PolledSource extends OperatorLifecycle {
    /** Lets some records flow; at the end what follows the chain hears of it. */
    InputStatus poll();

    /** Whether {@link #poll} is worth calling; when not, the task is woken once it is. */
    boolean isAvailable();

    /** How many records were emitted. */
    long records();

    /** Where the last record came from; empty when that is not known. */
    default String position() {
        return "";
    }

    /** Completes what is waited for and due. */
    default void completeDelays() {}

    /** For how long no delay ends, in nanoseconds; {@code Long.MAX_VALUE} when none is waited for. */
    default long idleNanos() {
        return Long.MAX_VALUE;
    }

    /** Does what a checkpoint needs while nothing else is emitted. */
    default void duringCheckpoint(Runnable taking) {
        taking.run();
    }

    /**
     * Tells what follows the chain that nothing more comes; {@link #poll} is not called any more. False while it has to be
     * called until it says so itself.
     */
    boolean endEarly();

    void addSplits(int version, List<byte[]> serialized, boolean noMore);

    default void handleSourceEvents(List<byte[]> serialized) {
        throw new IllegalStateException("events of an enumerator came to '" + operatorName() + "', which has none");
    }
}

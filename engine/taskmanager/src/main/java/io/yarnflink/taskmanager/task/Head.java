package io.yarnflink.taskmanager.task;

import io.yarnflink.taskmanager.exchange.Barrier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a chain's records come from; task thread only. */
interface Head {
    /** Lets records flow until there are none now or the turn is over. */
    Progress step(Turn turn);

    /** For how many nanoseconds nothing comes by itself. */
    long idleNanos();

    long recordsIn();

    long bytesIn();

    /** Where the record that is processed now came from; empty when unknown. */
    String position();

    /** The checkpoint that is to be taken before the next step, as all of its barriers have come; asked once. */
    default @Nullable Barrier takeBarrier() {
        return null;
    }

    /** Whether nothing comes from other tasks. */
    default boolean isSource() {
        return false;
    }

    /** Why no checkpoint can be taken now; empty when one can. */
    default String refusal() {
        return "";
    }

    /** Does what a checkpoint needs while nothing else goes on here. */
    default void duringCheckpoint(Runnable taking) {
        taking.run();
    }

    /** Nothing more is read: tells what follows; false while steps are needed to come to the end. */
    default boolean endEarly() {
        throw new IllegalStateException("a task that reads from other tasks ends when they do");
    }

    /** Splits that the JobMaster assigned. */
    void addSplits(int version, List<byte[]> splits, boolean noMore);

    /** What the enumerator tells a reader. */
    default void handleSourceEvents(List<byte[]> events) {
        throw new IllegalStateException("events of a source came to a task that reads from other tasks");
    }
}

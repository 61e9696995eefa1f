package io.yarnflink.taskmanager.task;

import java.util.List;

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

    /** Splits that the JobMaster assigned. */
    void addSplits(int version, List<byte[]> splits, boolean noMore);

    /** What the enumerator tells a reader. */
    default void handleSourceEvents(List<byte[]> events) {
        throw new IllegalStateException("events of a source came to a task that reads from other tasks");
    }
}

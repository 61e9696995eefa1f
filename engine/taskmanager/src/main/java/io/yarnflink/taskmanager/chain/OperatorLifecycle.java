package io.yarnflink.taskmanager.chain;

/** An operator's life: opened before the first record, closed after the last one or a failure; task thread only. */
public interface OperatorLifecycle {
    String operatorName();

    void open();

    /** Lets go of everything; also when {@link #open} failed half-way. */
    void close();
}

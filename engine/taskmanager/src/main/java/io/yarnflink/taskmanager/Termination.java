package io.yarnflink.taskmanager;

/** Hears, once, that the TaskManager has ended and its process should. */
@FunctionalInterface
public interface Termination {
    /** {@code failed} when it ended for want of a leader or because it could not work. */
    void ended(String reason, boolean failed);
}

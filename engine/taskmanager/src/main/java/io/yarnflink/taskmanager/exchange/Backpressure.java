package io.yarnflink.taskmanager.exchange;

/**
 * What a task does when an outlet has no space: on a thread of its own it waits until the outlet is drained; in a
 * simulation it goes on to the end of its step, the outlet keeps the rest, and it makes no further step before that is
 * drained.
 */
@FunctionalInterface
public interface Backpressure {
    void awaitSpace(Outlet outlet);
}

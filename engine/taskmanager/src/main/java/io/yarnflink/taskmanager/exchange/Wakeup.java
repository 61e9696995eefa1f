package io.yarnflink.taskmanager.exchange;

/** Tells a task that it may have something to do; any thread, returns at once, cheap when told again and again. */
@FunctionalInterface
public interface Wakeup {
    void wake();
}

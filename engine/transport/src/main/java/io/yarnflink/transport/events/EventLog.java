package io.yarnflink.transport.events;

/** Takes lifecycle events; any thread, returns at once. */
@FunctionalInterface
public interface EventLog {
    void append(LifecycleEvent event);
}

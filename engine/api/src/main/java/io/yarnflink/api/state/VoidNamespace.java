package io.yarnflink.api.state;

/** The namespace of timers that need none. */
public enum VoidNamespace {
    INSTANCE
}

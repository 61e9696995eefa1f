package io.yarnflink.state;

/** The namespace of timers that need none. */
public enum NoNamespace {
    INSTANCE
}

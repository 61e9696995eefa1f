package io.yarnflink.api.types;

/** The type of streams that never hold a record. */
public class Nothing {
    private Nothing() {}
}

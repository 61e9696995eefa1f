package io.yarnflink.api.operators;

/** Whether an operator may share a task with its neighbours. */
public enum ChainingStrategy {
    /** With the operator before it and with those after it. */
    ALWAYS,
    /** Only with those after it: a new chain starts here. */
    HEAD,
    NEVER
}

package io.yarnflink.taskmanager.chain;

/** Where a failure comes from. */
public enum FailureKind {
    USER_CODE,
    CONNECTOR,
    CHANNEL,
    ENGINE
}

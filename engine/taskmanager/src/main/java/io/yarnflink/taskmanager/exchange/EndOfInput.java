package io.yarnflink.taskmanager.exchange;

/** Nothing follows in this channel. */
public enum EndOfInput implements Element {
    INSTANCE
}

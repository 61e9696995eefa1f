package io.yarnflink.api.connector.source;

/** What a reader has to offer next. */
public enum InputStatus {
    MORE_AVAILABLE,
    NOTHING_AVAILABLE,
    END_OF_INPUT
}

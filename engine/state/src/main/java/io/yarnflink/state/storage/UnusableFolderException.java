package io.yarnflink.state.storage;

import java.io.IOException;

/** A folder cannot hold checkpoints, however often it is tried; the message says why, and what to give instead. */
public final class UnusableFolderException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnusableFolderException(String message) {
        super(message);
    }
}

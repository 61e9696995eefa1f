package io.yarnflink.state.checkpoint;

import java.io.IOException;

/** A later attempt has taken over: this one can complete nothing any more. */
public final class StaleEpochException extends IOException {
    private static final long serialVersionUID = 1L;

    public StaleEpochException(long epoch, String reason) {
        super("Epoch " + epoch + " has been superseded: " + reason);
    }
}

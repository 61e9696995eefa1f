package io.yarnflink.state.checkpoint;

import java.io.IOException;

/** It cannot be told whether a checkpoint is complete: it is neither to be aborted nor committed until asked again. */
public final class UncertainCompletionException extends IOException {
    private static final long serialVersionUID = 1L;

    public UncertainCompletionException(long checkpointId, IOException cause) {
        super("Whether checkpoint " + checkpointId + " is complete cannot be told: " + cause.getMessage(), cause);
    }
}

package io.yarnflink.state.checkpoint;

import java.io.IOException;

/** A file of a checkpoint is missing or is not what was written; reading it again will not help. */
public final class CorruptCheckpointException extends IOException {
    private static final long serialVersionUID = 1L;

    /** {@code file} as people find it, and what is wrong with it in one line. */
    public CorruptCheckpointException(String file, String problem) {
        super("Checkpoint file " + file + " is corrupt: " + problem);
    }
}

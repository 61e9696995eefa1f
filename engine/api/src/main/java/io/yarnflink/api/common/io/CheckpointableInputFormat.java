package io.yarnflink.api.common.io;

import io.yarnflink.api.io.InputSplit;
import java.io.IOException;
import java.io.Serializable;

/** An input format that can say where in a split it is; others read a split again and pass over what was emitted. */
public interface CheckpointableInputFormat<S extends InputSplit, T extends Serializable> {
    T getCurrentState() throws IOException;

    /** Opens a split at a place that {@link #getCurrentState} told. */
    void reopen(S split, T state) throws IOException;
}

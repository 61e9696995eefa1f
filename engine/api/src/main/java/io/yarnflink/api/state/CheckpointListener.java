package io.yarnflink.api.state;

/** Hears what became of checkpoints. */
public interface CheckpointListener {
    /** The checkpoint is complete; what was pending with it may be committed. Calls for some checkpoints may be missing. */
    void notifyCheckpointComplete(long checkpointId) throws Exception;

    default void notifyCheckpointAborted(long checkpointId) throws Exception {}
}

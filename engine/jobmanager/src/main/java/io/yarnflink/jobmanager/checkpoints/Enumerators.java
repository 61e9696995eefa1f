package io.yarnflink.jobmanager.checkpoints;

import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.state.format.EnumeratorState;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The split enumerators of a job, as far as checkpoints need them. The JobMaster's main thread only. */
public interface Enumerators {
    /**
     * Takes the states of all. Completes on the main thread when the readers have all that was assigned before; what is
     * assigned later is kept back from each reader until it is {@link #acknowledged} or the checkpoint is over.
     */
    CompletableFuture<List<EnumeratorState>> snapshot(long checkpointId);

    /** This task's snapshot is taken. */
    void acknowledged(long checkpointId, Execution task);

    void completed(long checkpointId);

    void aborted(long checkpointId);
}

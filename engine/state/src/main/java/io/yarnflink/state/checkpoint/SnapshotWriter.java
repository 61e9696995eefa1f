package io.yarnflink.state.checkpoint;

import io.yarnflink.state.format.TaskState;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Makes the snapshots of one job's tasks on one TaskManager durable; any thread, every call returns at once. */
public interface SnapshotWriter {
    /**
     * A checkpoint begins and these executions take part in it; {@code folder} is a savepoint's, or empty. May come after
     * the first {@link #write}.
     */
    void begin(long checkpointId, String folder, Set<String> executionIds);

    /** Completes when the bytes are durable; exceptionally when they will not be. */
    CompletableFuture<TaskState> write(long checkpointId, String executionId, TaskSnapshot snapshot);

    /** That execution will write nothing for the checkpoint. */
    void leave(long checkpointId, String executionId);

    /** That execution will write nothing any more. */
    void gone(String executionId);

    void completed(long checkpointId);

    /** The checkpoint will never be complete: what was written for it is deleted. */
    void aborted(long checkpointId);
}

package io.yarnflink.jobmanager.ha;

import java.util.Optional;

/** The pointers of an application's jobs. */
@FunctionalInterface
public interface CheckpointPointers {
    /** The storage tells by itself which checkpoint is the latest. */
    CheckpointPointers NONE = jobId -> Optional.empty();

    Optional<CheckpointPointer> of(String jobId);
}

package io.yarnflink.jobmanager.ha;

import java.io.IOException;
import java.util.OptionalLong;

/**
 * Names the checkpoint that one job goes on from, beside the storage that holds it. Whoever leads later moves it from then
 * on, and nobody else. Calls block; one thread at a time.
 */
public interface CheckpointPointer {
    /**
     * What it names, 0 before the first checkpoint; empty when there is no pointer. A StaleEpochException: there is a later
     * leader. After any other exception it may be called again.
     */
    OptionalLong open() throws IOException;

    /**
     * Names another checkpoint, in one durable step that only the leader can take. A StaleEpochException: a later leader
     * decides. An UncertainCompletionException: it may have been moved; call again with the same id.
     */
    void moveTo(long checkpointId) throws IOException;

    /** Ends this attempt, for what it finds here cannot be; the exception is for the caller to throw until then. */
    IOException broken(String why);
}

package io.yarnflink.jobmanager.checkpoints;

/**
 * What a checkpoint is taken for. {@code folder} is a savepoint's, empty otherwise; {@code last}: the job stops after it;
 * {@code drain}: at the end of event time.
 */
public record CheckpointRequest(String folder, boolean last, boolean drain) {
    public static final CheckpointRequest PERIODIC = new CheckpointRequest("", false, false);

    public boolean isSavepoint() {
        return !folder.isEmpty();
    }

    /** Whether what sinks prepared for it is committed: not for a savepoint of a job that goes on, whose next checkpoint is. */
    public boolean commits() {
        return !isSavepoint() || last;
    }
}

package io.yarnflink.jobmanager.checkpoints;

import io.yarnflink.transport.protocol.SnapshotFigures;
import java.util.List;

/**
 * How one checkpoint went. Times in milliseconds, since the epoch or as durations; {@code written} and {@code referenced} in
 * bytes; {@code cause}: why it failed, or empty.
 */
public record CheckpointFigures(
        long id,
        Status status,
        boolean savepoint,
        long triggeredAt,
        long durationMillis,
        int subtasks,
        List<Subtask> acknowledged,
        String cause) {
    public CheckpointFigures {
        acknowledged = List.copyOf(acknowledged);
    }

    /** How it ended, or that it has not. */
    public enum Status {
        IN_PROGRESS,
        COMPLETED,
        FAILED
    }

    /** One acknowledgement, and how long after the beginning it came. */
    public record Subtask(int vertex, int subtask, long afterMillis, SnapshotFigures figures) {}

    public long written() {
        return acknowledged.stream()
                .mapToLong(subtask -> subtask.figures().getWritten())
                .sum();
    }

    public long referenced() {
        return acknowledged.stream()
                .mapToLong(subtask -> subtask.figures().getReferenced())
                .sum();
    }

    /** How long a task stood still for it at most, in microseconds. */
    public long longestPause() {
        return acknowledged.stream()
                .mapToLong(subtask -> subtask.figures().getSynchronous())
                .max()
                .orElse(0);
    }
}

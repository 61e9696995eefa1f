package io.yarnflink.taskmanager.task;

import io.yarnflink.state.checkpoint.TaskSnapshot;
import io.yarnflink.transport.protocol.PreparedCommit;
import java.util.List;

/**
 * A task's part in a checkpoint. {@code commits} are all that the task does not know to be committed; {@code ended}: it had
 * read all of its input and emitted all of its output.
 */
public record TakenCheckpoint(
        long checkpointId,
        TaskSnapshot snapshot,
        List<PreparedCommit> commits,
        boolean ended,
        long alignmentNanos,
        long synchronousNanos) {
    public TakenCheckpoint {
        commits = List.copyOf(commits);
    }

    /** With what was under way to the task. */
    TakenCheckpoint with(List<TaskSnapshot.ChannelPart> channels) {
        return new TakenCheckpoint(
                checkpointId,
                new TaskSnapshot(snapshot.operators(), channels),
                commits,
                ended,
                alignmentNanos,
                synchronousNanos);
    }
}

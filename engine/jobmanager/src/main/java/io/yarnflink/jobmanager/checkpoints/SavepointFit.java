package io.yarnflink.jobmanager.checkpoints;

import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.JobVertex;
import io.yarnflink.state.checkpoint.RestoreAssignment;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.format.OperatorEntry;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a savepoint's state has a place in a job. */
public final class SavepointFit {
    private SavepointFit() {}

    /** Fails with what to do about state that would be lost. */
    static void check(JobGraph graph, CheckpointMetadata savepoint, CheckpointSettings.RestorePoint point) {
        List<OperatorEntry> unmatched = new RestoreAssignment(savepoint)
                .unmatched(graph.vertices().stream().map(SavepointFit::vertex).toList());
        if (!unmatched.isEmpty() && !point.partly()) {
            throw new IllegalArgumentException("savepoint " + point.folder() + " has state of "
                    + unmatched.stream().map(SavepointFit::words).collect(Collectors.joining(", "))
                    + ", which fits no operator of the job: give the operators their uids again, or leave the state"
                    + " behind with --allow-non-restored-state");
        }
    }

    private static String words(OperatorEntry operator) {
        return "'" + operator.getName() + "' ("
                + (operator.getUid().isEmpty() ? "id " + operator.getOperatorId() : "uid " + operator.getUid()) + ")";
    }

    /** What decides which state a vertex gets. */
    public static RestoreAssignment.Vertex vertex(JobVertex vertex) {
        return new RestoreAssignment.Vertex(
                vertex.name(),
                vertex.operators().stream()
                        .map(operator -> operator.id().toString())
                        .toList(),
                vertex.parallelism(),
                vertex.maxParallelism());
    }
}

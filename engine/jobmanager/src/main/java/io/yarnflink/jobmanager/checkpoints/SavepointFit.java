package io.yarnflink.jobmanager.checkpoints;

import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.JobVertex;
import io.yarnflink.jobmanager.execution.ExecutionGraph;
import io.yarnflink.state.checkpoint.restore.RestoreAssignment;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.format.EnumeratorState;
import io.yarnflink.state.format.OperatorEntry;
import io.yarnflink.state.format.PendingCommit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which parts of a savepoint have a place in a job. */
public final class SavepointFit {
    private final Set<String> operatorsOfJob = new HashSet<>();
    private final Map<String, OperatorEntry> operatorsOfSavepoint = new TreeMap<>();
    private final Set<String> withoutPlace = new TreeSet<>();

    private SavepointFit(JobGraph graph, CheckpointMetadata savepoint) {
        graph.vertices().stream()
                .map(SavepointFit::vertex)
                .forEach(vertex -> operatorsOfJob.addAll(vertex.operatorIds()));
        savepoint
                .getVertices()
                .forEach(vertex ->
                        vertex.getOperators().forEach(entry -> operatorsOfSavepoint.put(entry.getOperatorId(), entry)));
        new RestoreAssignment(savepoint)
                .unmatched(graph.vertices().stream().map(SavepointFit::vertex).toList())
                .forEach(entry -> withoutPlace.add(entry.getOperatorId()));
        savepoint.getEnumerators().stream().map(EnumeratorState::getOperatorId).forEach(this::needsPlace);
        savepoint.getCommits().stream()
                .filter(commit -> !commit.getCommittables().isEmpty())
                .map(PendingCommit::getOperatorId)
                .forEach(this::needsPlace);
    }

    private void needsPlace(String operatorId) {
        if (!operatorsOfJob.contains(operatorId)) {
            withoutPlace.add(operatorId);
        }
    }

    /** What the job goes on from; fails with what to do about parts that would be lost, unless they may be. */
    static CheckpointMetadata fitted(
            JobGraph graph, CheckpointMetadata savepoint, CheckpointSettings.RestorePoint point) {
        SavepointFit fit = new SavepointFit(graph, savepoint);
        if (!fit.withoutPlace.isEmpty() && !point.partly()) {
            throw new IllegalArgumentException("savepoint " + point.folder() + " has state of "
                    + fit.withoutPlace.stream().map(fit::words).collect(Collectors.joining(", "))
                    + ", which fits no operator of the job: give the operators their uids again, or leave the state"
                    + " behind with --allow-non-restored-state");
        }
        savepoint.setCommits(savepoint.getCommits().stream()
                .filter(commit -> fit.operatorsOfJob.contains(commit.getOperatorId()))
                .toList());
        return savepoint;
    }

    private String words(String operatorId) {
        OperatorEntry operator = operatorsOfSavepoint.get(operatorId);
        if (operator == null) {
            return "id " + operatorId;
        }
        return "'" + operator.getName() + "' ("
                + (operator.getUid().isEmpty() ? "id " + operatorId : "uid " + operator.getUid()) + ")";
    }

    /** Gives the vertices that left it free the max parallelism of their state. */
    static void adoptMaxParallelism(ExecutionGraph executions, CheckpointMetadata checkpoint) {
        RestoreAssignment assignment = new RestoreAssignment(checkpoint);
        List<JobVertex> vertices = executions.jobGraph().vertices();
        for (int i = 0; i < vertices.size(); i++) {
            JobVertex vertex = vertices.get(i);
            int max =
                    vertex.derivedMax() ? assignment.adopted(vertex(vertex)).maxParallelism() : vertex.maxParallelism();
            if (max != vertex.maxParallelism()) {
                executions.setMaxParallelism(i, max);
            }
        }
    }

    /** What decides which state a vertex gets. */
    public static RestoreAssignment.Vertex vertex(JobVertex vertex) {
        return new RestoreAssignment.Vertex(
                vertex.name(), vertex.operatorIds(), vertex.parallelism(), vertex.maxParallelism());
    }
}

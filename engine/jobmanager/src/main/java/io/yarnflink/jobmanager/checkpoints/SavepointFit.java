package io.yarnflink.jobmanager.checkpoints;

import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.JobVertex;
import io.yarnflink.jobmanager.execution.ExecutionGraph;
import io.yarnflink.state.checkpoint.restore.RestoreAssignment;
import io.yarnflink.state.checkpoint.restore.RestoreFit;
import io.yarnflink.state.format.CheckpointMetadata;
import java.util.List;

/** Makes a job and what it goes on from fit each other, before anything is deployed. */
public final class SavepointFit {
    private SavepointFit() {}

    /** What the job goes on from; fails with what to do about parts that would be lost, unless they may be. */
    static CheckpointMetadata fitted(
            JobGraph graph, CheckpointMetadata savepoint, CheckpointSettings.RestoreRequest point) {
        RestoreFit fit = new RestoreFit(
                savepoint,
                graph.vertices().stream().map(SavepointFit::vertex).toList(),
                graph.edges().stream()
                        .map(edge -> new RestoreFit.Edge(edge.source(), edge.target()))
                        .toList());
        fit.refusal(point.partly()).ifPresent(refusal -> {
            throw new IllegalArgumentException(point.folder() + ": " + refusal);
        });
        savepoint.setCommits(fit.commits());
        return savepoint;
    }

    /** Gives the vertices that left it free the max parallelism of their state. */
    static void adoptMaxParallelism(ExecutionGraph executions, CheckpointMetadata checkpoint) {
        RestoreAssignment assignment = new RestoreAssignment(checkpoint);
        List<JobVertex> vertices = executions.jobGraph().vertices();
        for (int i = 0; i < vertices.size(); i++) {
            int max = assignment.adopted(vertex(vertices.get(i))).maxParallelism();
            if (max != vertices.get(i).maxParallelism()) {
                executions.setMaxParallelism(i, max);
            }
        }
    }

    /** What decides which state a vertex gets. */
    public static RestoreAssignment.Vertex vertex(JobVertex vertex) {
        return new RestoreAssignment.Vertex(
                vertex.name(),
                vertex.operatorIds(),
                vertex.publishingIds(),
                vertex.parallelism(),
                vertex.maxParallelism(),
                vertex.derivedMax());
    }
}

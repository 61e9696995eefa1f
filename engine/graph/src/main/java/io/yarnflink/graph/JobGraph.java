package io.yarnflink.graph;

import io.yarnflink.api.common.JobID;
import java.util.List;

/**
 * A job as it is submitted: vertices in topological order and the exchanges between them. {@code needsClient}: a client
 * fetches what the job collects, without which it could not go on.
 */
public record JobGraph(
        JobID jobId,
        String name,
        OpaqueBytes executionConfig,
        boolean needsClient,
        List<JobVertex> vertices,
        List<JobEdge> edges) {
    public JobGraph {
        vertices = List.copyOf(vertices);
        edges = List.copyOf(edges);
    }

    public List<JobEdge> inputsOf(int vertex) {
        return edges.stream().filter(edge -> edge.target() == vertex).toList();
    }

    public List<JobEdge> outputsOf(int vertex) {
        return edges.stream().filter(edge -> edge.source() == vertex).toList();
    }

    /** The slots the job needs to run whole: per slot sharing group its largest parallelism. */
    public int requiredSlots() {
        return vertices.stream()
                .collect(java.util.stream.Collectors.toMap(
                        JobVertex::slotSharingGroup, JobVertex::parallelism, Math::max))
                .values()
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
    }
}

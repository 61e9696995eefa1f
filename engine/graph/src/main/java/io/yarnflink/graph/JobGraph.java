package io.yarnflink.graph;

import io.yarnflink.api.common.JobID;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A job as it is submitted: vertices in topological order and the exchanges between them. {@code settings}: what its
 * JobMaster follows of the program's configuration. {@code needsClient}: a client fetches what the job collects, without
 * which it could not go on.
 */
public record JobGraph(
        JobID jobId,
        String name,
        OpaqueBytes executionConfig,
        Map<String, String> settings,
        boolean needsClient,
        List<JobVertex> vertices,
        List<JobEdge> edges) {
    public JobGraph {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        vertices = List.copyOf(vertices);
        edges = List.copyOf(edges);
    }

    /** Of a program that set nothing for its JobMaster. */
    public JobGraph(
            JobID jobId,
            String name,
            OpaqueBytes executionConfig,
            boolean needsClient,
            List<JobVertex> vertices,
            List<JobEdge> edges) {
        this(jobId, name, executionConfig, Map.of(), needsClient, vertices, edges);
    }

    /** The same job with other descriptions of its vertices. */
    public JobGraph withVertices(List<JobVertex> others) {
        return new JobGraph(jobId, name, executionConfig, settings, needsClient, others, edges);
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

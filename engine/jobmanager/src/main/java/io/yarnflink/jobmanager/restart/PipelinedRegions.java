package io.yarnflink.jobmanager.restart;

import io.yarnflink.graph.JobEdge;
import io.yarnflink.graph.JobGraph;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parts of a job that no record passes between: after a failure one of them restarts, the others keep running. A vertex
 * is in a region with all its subtasks, as those of a source share one enumerator.
 */
public final class PipelinedRegions {
    private final int[] region;

    public PipelinedRegions(JobGraph graph) {
        region = new int[graph.vertices().size()];
        Arrays.setAll(region, vertex -> vertex);
        for (JobEdge edge : graph.edges()) {
            merge(region[edge.source()], region[edge.target()]);
        }
    }

    private void merge(int one, int other) {
        for (int vertex = 0; vertex < region.length; vertex++) {
            if (region[vertex] == other) {
                region[vertex] = one;
            }
        }
    }

    /** All vertices that restart when this one fails, itself among them. */
    public Set<Integer> of(int vertex) {
        Set<Integer> vertices = new TreeSet<>();
        for (int other = 0; other < region.length; other++) {
            if (region[other] == region[vertex]) {
                vertices.add(other);
            }
        }
        return vertices;
    }

    public Set<Integer> all() {
        Set<Integer> vertices = new TreeSet<>();
        for (int vertex = 0; vertex < region.length; vertex++) {
            vertices.add(vertex);
        }
        return vertices;
    }
}

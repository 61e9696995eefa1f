package io.yarnflink.jobmanager;

import io.yarnflink.api.common.JobID;
import io.yarnflink.graph.ChainedOperator;
import io.yarnflink.graph.JobEdge;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.JobVertex;
import io.yarnflink.graph.OpaqueBytes;
import io.yarnflink.graph.OperatorId;
import io.yarnflink.graph.OperatorRole;
import java.util.List;
import java.util.Optional;

/** Builds small job graphs whose operators do nothing. */
public final class JobGraphs {
    private JobGraphs() {}

    public static JobGraph graph(List<JobVertex> vertices, JobEdge... edges) {
        return new JobGraph(new JobID(1, 2), "a job", OpaqueBytes.EMPTY, false, vertices, List.of(edges));
    }

    public static JobVertex vertex(String name, int parallelism, String group) {
        ChainedOperator operator = new ChainedOperator(
                new OperatorId(3, name.hashCode()),
                name,
                Optional.empty(),
                OperatorRole.PLAIN,
                OpaqueBytes.EMPTY,
                OpaqueBytes.EMPTY,
                OpaqueBytes.EMPTY,
                OpaqueBytes.EMPTY,
                List.of());
        return new JobVertex(name, parallelism, 128, false, group, List.of(operator));
    }

    public static JobEdge allToAll(int source, int target) {
        return new JobEdge(source, 0, "", target, 0, "HASH", false, OpaqueBytes.EMPTY, OpaqueBytes.EMPTY);
    }

    public static JobEdge pointwise(int source, int target) {
        return new JobEdge(source, 0, "", target, 0, "RESCALE", true, OpaqueBytes.EMPTY, OpaqueBytes.EMPTY);
    }
}

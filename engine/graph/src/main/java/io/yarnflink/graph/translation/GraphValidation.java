package io.yarnflink.graph.translation;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.InvalidProgramException;
import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.transformation.Partitioning;
import io.yarnflink.graph.JobVertex;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses graphs that cannot run, naming the operator and the remedy. */
final class GraphValidation {
    private GraphValidation() {}

    static void check(StreamGraph graph) {
        if (graph.nodes().stream().allMatch(StreamNode::isSource)) {
            throw new IllegalStateException("No operators defined in streaming topology. Cannot execute.");
        }
        Map<String, StreamNode> uids = new HashMap<>();
        for (StreamNode node : graph.nodes()) {
            checkParallelism(node);
            node.uid().ifPresent(uid -> checkUnique(uid, uids.putIfAbsent(uid, node), node));
        }
        graph.edges().forEach(GraphValidation::checkEdge);
        if (graph.executionConfig().hasGenericTypesDisabled()) {
            graph.edges().forEach(edge -> checkWritten(edge, graph.executionConfig()));
        }
    }

    /** A serializer is made, because only that meets the types inside a type. */
    private static void checkWritten(StreamEdge edge, ExecutionConfig config) {
        try {
            edge.recordType().ifPresent(type -> type.createSerializer(config));
            if (edge.target().operator() instanceof OperatorDescriptor.OnKeyed<?, ?> keyed) {
                keyed.keying().keyType().createSerializer(config);
            }
        } catch (InvalidTypesException e) {
            throw new InvalidProgramException(
                    "What operator '" + edge.source().name() + "' passes to '"
                            + edge.target().name() + "' cannot be written: " + e.getMessage(),
                    e);
        }
    }

    private static void checkParallelism(StreamNode node) {
        int parallelism = node.parallelism();
        int maxParallelism = node.placement().maxParallelism();
        if (parallelism < 1 || parallelism > JobVertex.HIGHEST_PARALLELISM) {
            throw new InvalidProgramException("The parallelism of operator '" + node.name() + "' must lie in 1.."
                    + JobVertex.HIGHEST_PARALLELISM + ", is " + parallelism);
        }
        if (maxParallelism < parallelism) {
            throw new InvalidProgramException("Operator '" + node.name() + "' has parallelism " + parallelism
                    + ", more than its max parallelism " + maxParallelism + ". Lower the one with setParallelism("
                    + maxParallelism + ") or raise the other with setMaxParallelism(" + parallelism + ")");
        }
        if (maxParallelism > JobVertex.HIGHEST_PARALLELISM) {
            throw new InvalidProgramException("The max parallelism of operator '" + node.name() + "' must lie in 1.."
                    + JobVertex.HIGHEST_PARALLELISM + ", is " + maxParallelism);
        }
    }

    private static void checkUnique(String uid, @Nullable StreamNode first, StreamNode second) {
        if (first != null) {
            throw new InvalidProgramException("Operators '" + first.name() + "' and '" + second.name()
                    + "' have the same uid '" + uid + "'. Give each operator a uid of its own");
        }
    }

    private static void checkEdge(StreamEdge edge) {
        StreamNode source = edge.source();
        StreamNode target = edge.target();
        if (edge.partitioning() instanceof Partitioning.Forward && source.parallelism() != target.parallelism()) {
            throw new InvalidProgramException("Cannot forward from '" + source.name() + "' with parallelism "
                    + source.parallelism() + " to '" + target.name() + "' with parallelism " + target.parallelism()
                    + ": forward() keeps records in their subtask. Make the parallelisms equal, or use rebalance()"
                    + " or rescale()");
        }
        if (target.isKeyed(edge.input()) && !(edge.partitioning() instanceof Partitioning.KeyGroups)) {
            throw new InvalidProgramException("Operator '" + target.name() + "' works per key, but what it reads from '"
                    + source.name() + "' is not partitioned by key. Put keyBy(...) right before it");
        }
        if (edge.recordType().isEmpty()) {
            throw new InvalidProgramException("The output type of operator '" + source.name() + "' is not known, but '"
                    + target.name() + "' reads it. Call .returns(...) after the operator");
        }
    }
}

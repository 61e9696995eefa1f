package io.yarnflink.graph.translation;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.configuration.PipelineOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A program as operators and the exchanges between them, before chaining; nodes in topological order. */
public final class StreamGraph {
    private final String jobName;
    private final ExecutionConfig executionConfig;
    private final boolean chaining;
    private final List<StreamNode> nodes;
    private final List<StreamEdge> edges;
    private final Map<StreamNode, List<StreamEdge>> inputs = new HashMap<>();
    private final Map<StreamNode, List<StreamEdge>> outputs = new HashMap<>();

    StreamGraph(
            String jobName,
            ExecutionConfig executionConfig,
            boolean chaining,
            List<StreamNode> nodes,
            List<StreamEdge> edges) {
        this.jobName = jobName;
        this.executionConfig = executionConfig;
        this.chaining = chaining;
        this.nodes = List.copyOf(nodes);
        this.edges = List.copyOf(edges);
        for (StreamEdge edge : this.edges) {
            inputs.computeIfAbsent(edge.target(), node -> new ArrayList<>()).add(edge);
            outputs.computeIfAbsent(edge.source(), node -> new ArrayList<>()).add(edge);
        }
    }

    public String jobName() {
        return jobName;
    }

    public ExecutionConfig executionConfig() {
        return executionConfig;
    }

    /** Whether operators with different max parallelisms may be chained. */
    boolean chainingAcrossMaxParallelism() {
        return executionConfig
                .jobConfiguration()
                .get(PipelineOptions.OPERATOR_CHAINING_CHAIN_OPERATORS_WITH_DIFFERENT_MAX_PARALLELISM);
    }

    /** Whether operators may be chained at all. */
    public boolean chaining() {
        return chaining;
    }

    public List<StreamNode> nodes() {
        return nodes;
    }

    public List<StreamEdge> edges() {
        return edges;
    }

    public List<StreamEdge> inputsOf(StreamNode node) {
        return List.copyOf(inputs.getOrDefault(node, List.of()));
    }

    public List<StreamEdge> outputsOf(StreamNode node) {
        return List.copyOf(outputs.getOrDefault(node, List.of()));
    }
}

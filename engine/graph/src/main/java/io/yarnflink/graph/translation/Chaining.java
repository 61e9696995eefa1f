package io.yarnflink.graph.translation;

import io.yarnflink.api.operators.ChainingStrategy;
import io.yarnflink.api.transformation.Partitioning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Groups the operators of a graph into chains: trees of operators that pass records on by calls. */
final class Chaining {
    private final StreamGraph graph;
    private final List<OperatorChain> chains = new ArrayList<>();
    private final Map<StreamNode, OperatorChain> chainOf = new HashMap<>();

    Chaining(StreamGraph graph) {
        this.graph = graph;
        for (StreamNode node : graph.nodes()) {
            List<StreamEdge> inputs = graph.inputsOf(node);
            if (inputs.size() == 1 && isChainable(inputs.get(0))) {
                StreamNode producer = inputs.get(0).source();
                OperatorChain chain = chain(producer);
                chain.append(node, producer);
                chainOf.put(node, chain);
            } else {
                OperatorChain chain = new OperatorChain(chains.size(), node);
                chains.add(chain);
                chainOf.put(node, chain);
            }
        }
    }

    /** In topological order. */
    List<OperatorChain> chains() {
        return chains;
    }

    OperatorChain chain(StreamNode node) {
        OperatorChain chain = chainOf.get(node);
        if (chain == null) {
            throw new IllegalStateException(node + " comes before its producer");
        }
        return chain;
    }

    boolean isChained(StreamEdge edge) {
        return chain(edge.source()) == chain(edge.target());
    }

    private boolean isChainable(StreamEdge edge) {
        Placement source = edge.source().placement();
        Placement target = edge.target().placement();
        return graph.chaining()
                && edge.partitioning() instanceof Partitioning.Forward
                && source.parallelism() == target.parallelism()
                && (graph.chainingAcrossMaxParallelism() || source.maxParallelism() == target.maxParallelism())
                && source.slotSharingGroup().equals(target.slotSharingGroup())
                && source.chaining() != ChainingStrategy.NEVER
                && target.chaining() == ChainingStrategy.ALWAYS;
    }
}

package io.yarnflink.graph;

/**
 * An exchange: what operator {@code sourceOperator} of vertex {@code source} emits, to the side output of that id unless
 * {@code sideOutput} is empty, goes to input {@code targetInput} of
 * the head of vertex {@code target}. {@code partitioning} and {@code recordType} are serialized Partitioning and
 * TypeInformation. Vertices and operators are indices.
 */
public record JobEdge(
        int source,
        int sourceOperator,
        String sideOutput,
        int target,
        int targetInput,
        String shipStrategy,
        boolean pointwise,
        OpaqueBytes partitioning,
        OpaqueBytes recordType) {}

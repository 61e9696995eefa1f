package io.yarnflink.graph.translation;

import io.yarnflink.api.operators.ChainingStrategy;
import io.yarnflink.graph.JobVertex;

/**
 * How many subtasks an operator has and with whom they share tasks and slots. {@code derivedMax}: nobody asked for that max
 * parallelism.
 */
public record Placement(
        int parallelism, int maxParallelism, boolean derivedMax, String slotSharingGroup, ChainingStrategy chaining) {
    static final String COMMON_SLOTS = "default";

    private static final int LOWEST_DERIVED = 1 << 7;

    /** The key groups of an operator that names none: room to grow, in a power of two. */
    static int derivedMaxParallelism(int parallelism) {
        int roomy = parallelism + (parallelism >> 1);
        int powerOfTwo = roomy <= 1 ? 1 : Integer.highestOneBit(roomy - 1) << 1;
        return Math.min(Math.max(powerOfTwo, LOWEST_DERIVED), JobVertex.HIGHEST_PARALLELISM);
    }
}

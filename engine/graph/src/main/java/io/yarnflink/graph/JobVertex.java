package io.yarnflink.graph;

import java.util.List;

/**
 * A chain of operators that runs as {@code parallelism} subtasks; operator 0 is its head, each comes after its producer.
 * {@code derivedMax}: nobody asked for that max parallelism, so that restored state may bring its own.
 */
public record JobVertex(
        String name,
        int parallelism,
        int maxParallelism,
        boolean derivedMax,
        String slotSharingGroup,
        List<ChainedOperator> operators) {
    /** The most subtasks a vertex can ever have; also the most key groups. */
    public static final int HIGHEST_PARALLELISM = 1 << 15;

    public JobVertex {
        operators = List.copyOf(operators);
    }

    /** The same vertex with the max parallelism of the state that it goes on from. */
    public JobVertex withMaxParallelism(int max) {
        return new JobVertex(name, parallelism, max, derivedMax, slotSharingGroup, operators);
    }

    /** Of the operators, in their order. */
    public List<String> operatorIds() {
        return operators.stream().map(operator -> operator.id().toString()).toList();
    }

    /** Of those that publish in their tasks. */
    public List<String> publishingIds() {
        return operators.stream()
                .filter(operator -> operator.role() == OperatorRole.PUBLISHES)
                .map(operator -> operator.id().toString())
                .toList();
    }

    /** The operator that commits, if the chain has one such only; else the chain's head. */
    public String committingId() {
        List<ChainedOperator> committing = operators.stream()
                .filter(operator -> operator.role() == OperatorRole.COMMITS)
                .toList();
        return (committing.size() == 1 ? committing.get(0) : head()).id().toString();
    }

    public ChainedOperator head() {
        return operators.get(0);
    }

    public OperatorId id() {
        return head().id();
    }

    public boolean isSource() {
        return head().role().isSource();
    }

    /** Whether an enumerator in the JobMaster assigns splits to it. */
    public boolean readsSplits() {
        return head().role() == OperatorRole.READS_SPLITS;
    }
}

package io.yarnflink.graph;

import java.util.List;

/** A chain of operators that runs as {@code parallelism} subtasks; operator 0 is its head, each comes after its producer. */
public record JobVertex(
        String name, int parallelism, int maxParallelism, String slotSharingGroup, List<ChainedOperator> operators) {
    /** The most subtasks a vertex can ever have; also the most key groups. */
    public static final int HIGHEST_PARALLELISM = 1 << 15;

    public JobVertex {
        operators = List.copyOf(operators);
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

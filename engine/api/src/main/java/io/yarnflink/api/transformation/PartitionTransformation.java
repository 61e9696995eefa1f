package io.yarnflink.api.transformation;

import java.util.List;

/** Says how records reach the next operator's subtasks; no operator of its own. */
public final class PartitionTransformation<T> extends Transformation<T> {
    private final Transformation<T> input;
    private final Partitioning partitioning;

    public PartitionTransformation(int id, Transformation<T> input, Partitioning partitioning) {
        super(id, "Partition", input.outputType().orElse(null));
        this.input = input;
        this.partitioning = partitioning;
    }

    public Transformation<T> input() {
        return input;
    }

    public Partitioning partitioning() {
        return partitioning;
    }

    @Override
    public List<Transformation<?>> inputs() {
        return List.of(input);
    }
}

package io.yarnflink.api.transformation;

import io.yarnflink.api.operators.OperatorDescriptor;
import java.util.List;

/** Records leave the program. */
public final class SinkTransformation<I> extends Transformation<Void> {
    private final Transformation<I> input;
    private final OperatorDescriptor operator;

    public SinkTransformation(int id, String name, Transformation<I> input, OperatorDescriptor operator) {
        super(id, name, null);
        this.input = input;
        this.operator = operator;
    }

    public Transformation<I> input() {
        return input;
    }

    public OperatorDescriptor operator() {
        return operator;
    }

    @Override
    public List<Transformation<?>> inputs() {
        return List.of(input);
    }
}

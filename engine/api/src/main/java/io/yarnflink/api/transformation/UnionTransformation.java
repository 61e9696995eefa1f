package io.yarnflink.api.transformation;

import java.util.List;

/** Several streams of one type read as one; no operator of its own. */
public final class UnionTransformation<T> extends Transformation<T> {
    private final List<Transformation<T>> inputs;

    public UnionTransformation(int id, List<Transformation<T>> inputs) {
        super(id, "Union", inputs.get(0).outputType().orElse(null));
        this.inputs = List.copyOf(inputs);
    }

    @Override
    public List<Transformation<?>> inputs() {
        return List.copyOf(inputs);
    }
}

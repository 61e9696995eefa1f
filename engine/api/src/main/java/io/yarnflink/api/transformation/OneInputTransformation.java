package io.yarnflink.api.transformation;

import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operator with one input. */
public final class OneInputTransformation<I, O> extends Transformation<O> {
    private final Transformation<I> input;
    private final OperatorDescriptor operator;

    public OneInputTransformation(
            int id,
            String name,
            @Nullable TypeInformation<O> outputType,
            Transformation<I> input,
            OperatorDescriptor operator) {
        super(id, name, outputType);
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

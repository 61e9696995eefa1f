package io.yarnflink.api.transformation;

import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records enter the program. */
public final class SourceTransformation<T> extends Transformation<T> {
    private final OperatorDescriptor operator;

    public SourceTransformation(
            int id, String name, @Nullable TypeInformation<T> outputType, OperatorDescriptor operator) {
        super(id, name, outputType);
        this.operator = operator;
    }

    public OperatorDescriptor operator() {
        return operator;
    }

    @Override
    public List<Transformation<?>> inputs() {
        return List.of();
    }
}

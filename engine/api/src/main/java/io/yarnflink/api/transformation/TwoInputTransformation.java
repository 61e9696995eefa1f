package io.yarnflink.api.transformation;

import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operator with two inputs. */
public final class TwoInputTransformation<A, B, O> extends Transformation<O> {
    private final Transformation<A> first;
    private final Transformation<B> second;
    private final OperatorDescriptor operator;

    public TwoInputTransformation(
            int id,
            String name,
            @Nullable TypeInformation<O> outputType,
            Transformation<A> first,
            Transformation<B> second,
            OperatorDescriptor operator) {
        super(id, name, outputType);
        this.first = first;
        this.second = second;
        this.operator = operator;
    }

    public OperatorDescriptor operator() {
        return operator;
    }

    /** The first input, then the second. */
    @Override
    public List<Transformation<?>> inputs() {
        return List.of(first, second);
    }
}

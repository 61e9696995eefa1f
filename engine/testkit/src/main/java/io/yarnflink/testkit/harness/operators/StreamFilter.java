package io.yarnflink.testkit.harness.operators;

import io.yarnflink.api.functions.FilterFunction;
import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.OperatorDescriptor;
import org.jspecify.annotations.Nullable;

/** Runs a {@link FilterFunction}. */
public record StreamFilter<IN>(FilterFunction<IN> function) implements OneInputStreamOperator<IN, IN> {
    @Override
    public OperatorDescriptor descriptor(@Nullable Keying<IN, ?> keying) {
        return FunctionKeys.with(keying, new OperatorDescriptor.Filter<>(function));
    }
}

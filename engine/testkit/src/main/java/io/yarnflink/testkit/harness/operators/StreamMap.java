package io.yarnflink.testkit.harness.operators;

import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.OperatorDescriptor;
import org.jspecify.annotations.Nullable;

/** Runs a {@link MapFunction}. */
public record StreamMap<IN, OUT>(MapFunction<IN, OUT> function) implements OneInputStreamOperator<IN, OUT> {
    @Override
    public OperatorDescriptor descriptor(@Nullable Keying<IN, ?> keying) {
        return FunctionKeys.with(keying, new OperatorDescriptor.Map<>(function));
    }
}

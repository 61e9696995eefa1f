package io.yarnflink.testkit.harness.operators;

import io.yarnflink.api.functions.co.CoMapFunction;
import io.yarnflink.api.operators.CoKeying;
import io.yarnflink.api.operators.OperatorDescriptor;
import org.jspecify.annotations.Nullable;

/** Runs a {@link CoMapFunction}. */
public record CoStreamMap<IN1, IN2, OUT>(CoMapFunction<IN1, IN2, OUT> function)
        implements TwoInputStreamOperator<IN1, IN2, OUT> {
    @Override
    public OperatorDescriptor descriptor(@Nullable CoKeying<IN1, IN2, ?> keying) {
        return new OperatorDescriptor.CoMap<>(function, keying);
    }
}

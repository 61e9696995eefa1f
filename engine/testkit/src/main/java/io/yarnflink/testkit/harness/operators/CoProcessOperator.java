package io.yarnflink.testkit.harness.operators;

import io.yarnflink.api.functions.co.CoProcessFunction;
import io.yarnflink.api.operators.CoKeying;
import io.yarnflink.api.operators.OperatorDescriptor;
import org.jspecify.annotations.Nullable;

/** Runs a {@link CoProcessFunction}. */
public record CoProcessOperator<IN1, IN2, OUT>(CoProcessFunction<IN1, IN2, OUT> function)
        implements TwoInputStreamOperator<IN1, IN2, OUT> {
    @Override
    public OperatorDescriptor descriptor(@Nullable CoKeying<IN1, IN2, ?> keying) {
        return new OperatorDescriptor.CoProcess<>(function, keying);
    }
}

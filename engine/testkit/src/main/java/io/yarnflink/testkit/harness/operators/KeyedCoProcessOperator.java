package io.yarnflink.testkit.harness.operators;

import io.yarnflink.api.functions.co.KeyedCoProcessFunction;
import io.yarnflink.api.operators.CoKeying;
import io.yarnflink.api.operators.OperatorDescriptor;
import org.jspecify.annotations.Nullable;

/** Runs a {@link KeyedCoProcessFunction}. */
public record KeyedCoProcessOperator<K, IN1, IN2, OUT>(KeyedCoProcessFunction<K, IN1, IN2, OUT> function)
        implements TwoInputStreamOperator<IN1, IN2, OUT> {
    @Override
    public OperatorDescriptor descriptor(@Nullable CoKeying<IN1, IN2, ?> keying) {
        if (keying == null) {
            throw new IllegalArgumentException("A KeyedCoProcessFunction needs keys: use"
                    + " KeyedTwoInputStreamOperatorTestHarness, which takes two key selectors");
        }
        return new OperatorDescriptor.KeyedCoProcess<>(function, keying);
    }
}

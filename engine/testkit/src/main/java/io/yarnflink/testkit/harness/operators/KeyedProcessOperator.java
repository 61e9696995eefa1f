package io.yarnflink.testkit.harness.operators;

import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.OperatorDescriptor;
import org.jspecify.annotations.Nullable;

/** Runs a {@link KeyedProcessFunction}. */
public record KeyedProcessOperator<K, IN, OUT>(KeyedProcessFunction<K, IN, OUT> function)
        implements OneInputStreamOperator<IN, OUT> {
    @Override
    @SuppressWarnings("unchecked") // The harness's key selector gives the function's keys.
    public OperatorDescriptor descriptor(@Nullable Keying<IN, ?> keying) {
        if (keying == null) {
            throw new IllegalArgumentException("A KeyedProcessFunction needs keys: use"
                    + " KeyedOneInputStreamOperatorTestHarness, which takes a key selector");
        }
        return new OperatorDescriptor.KeyedProcess<>(function, (Keying<IN, K>) keying);
    }
}

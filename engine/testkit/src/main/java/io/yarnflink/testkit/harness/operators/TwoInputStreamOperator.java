package io.yarnflink.testkit.harness.operators;

import io.yarnflink.api.operators.CoKeying;
import io.yarnflink.api.operators.OperatorDescriptor;
import org.jspecify.annotations.Nullable;

/** An operator with two inputs that a harness can run. */
@FunctionalInterface
public interface TwoInputStreamOperator<IN1, IN2, OUT> {
    /** What to run; {@code keying} is null when the inputs have no keys. */
    OperatorDescriptor descriptor(@Nullable CoKeying<IN1, IN2, ?> keying);
}

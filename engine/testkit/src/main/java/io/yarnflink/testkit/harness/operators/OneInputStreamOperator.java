package io.yarnflink.testkit.harness.operators;

import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.OperatorDescriptor;
import org.jspecify.annotations.Nullable;

/** An operator with one input that a harness can run. */
@FunctionalInterface
public interface OneInputStreamOperator<IN, OUT> {
    /** What to run; {@code keying} is null when the input has no keys. */
    OperatorDescriptor descriptor(@Nullable Keying<IN, ?> keying);
}

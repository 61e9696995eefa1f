package io.yarnflink.testkit.harness.operators;

import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.OperatorDescriptor;
import org.jspecify.annotations.Nullable;

/** Gives operators keys that have no need of them themselves. */
final class FunctionKeys {
    private FunctionKeys() {}

    static OperatorDescriptor with(@Nullable Keying<?, ?> keying, OperatorDescriptor operator) {
        return keying == null ? operator : new OperatorDescriptor.Keyed<>(operator, keying);
    }
}

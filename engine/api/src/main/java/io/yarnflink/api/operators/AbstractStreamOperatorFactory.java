package io.yarnflink.api.operators;

import static java.util.Objects.requireNonNull;

/** What factories of operators extend. */
public abstract class AbstractStreamOperatorFactory<OUT> implements StreamOperatorFactory<OUT> {
    /** Whether the operator may run in one task with those before and behind it. */
    protected ChainingStrategy chainingStrategy = ChainingStrategy.ALWAYS;

    @Override
    public void setChainingStrategy(ChainingStrategy strategy) {
        chainingStrategy = requireNonNull(strategy, "chaining strategy is null");
    }

    @Override
    public ChainingStrategy getChainingStrategy() {
        return chainingStrategy;
    }
}

package io.yarnflink.taskmanager.chain;

import io.yarnflink.taskmanager.exchange.WatermarkStatus;

/** An operator that takes records from the one before it and emits to those after it. */
public abstract class Operator<I, O> extends Input<I> implements OperatorLifecycle {
    protected final OperatorContext context;
    protected final Input<O> output;

    protected Operator(OperatorContext context, Input<O> output) {
        this.context = context;
        this.output = output;
    }

    @Override
    public final OperatorContext context() {
        return context;
    }

    @Override
    public void watermark(long timestamp) {
        output.watermark(timestamp);
    }

    @Override
    public void status(WatermarkStatus status) {
        output.status(status);
    }

    @Override
    public void endOfInput() {
        output.endOfInput();
    }
}

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
    public final String operatorName() {
        return context.operatorName();
    }

    @Override
    public void open() {}

    @Override
    public void close() {}

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

    /** What to throw for a failure of this operator's user code; throws what failed behind its outputs instead. */
    protected final RuntimeException failed(Throwable cause) {
        context.emissions().check();
        return new OperatorException(operatorName(), FailureKind.USER_CODE, cause);
    }
}

package io.yarnflink.taskmanager.operators;

import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;

/** Where an operator that ends a stream emits to: nothing comes. */
public final class NoOutput extends Input<Void> {
    public static final NoOutput INSTANCE = new NoOutput();

    private NoOutput() {}

    @Override
    public void process(Void value, long timestamp) {}

    @Override
    public void watermark(long timestamp) {}

    @Override
    public void status(WatermarkStatus status) {}

    @Override
    public void endOfInput() {}
}

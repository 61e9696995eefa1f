package io.yarnflink.taskmanager.chain;

import io.yarnflink.taskmanager.exchange.WatermarkStatus;

/** An operator's output together with its side outputs, which share its time and its end. */
public final class WithSideOutputs<T> extends Input<T> {
    private final Input<T> main;
    private final SideOutputs sides;

    public WithSideOutputs(Input<T> main, SideOutputs sides) {
        this.main = main;
        this.sides = sides;
    }

    @Override
    public void process(T value, long timestamp) {
        main.process(value, timestamp);
    }

    @Override
    public void watermark(long timestamp) {
        main.watermark(timestamp);
        sides.watermark(timestamp);
    }

    @Override
    public void status(WatermarkStatus status) {
        main.status(status);
        sides.status(status);
    }

    @Override
    public void endOfInput() {
        main.endOfInput();
        sides.endOfInput();
    }
}

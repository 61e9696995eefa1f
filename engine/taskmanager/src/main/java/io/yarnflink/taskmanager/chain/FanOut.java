package io.yarnflink.taskmanager.chain;

import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import java.util.List;

/** Gives each record to several inputs, in their order; to none when what is emitted is not read. */
public final class FanOut<T> extends Input<T> {
    private final Input<T>[] targets;

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no generic arrays.
    public FanOut(List<Input<T>> targets) {
        this.targets = targets.toArray(new Input[0]);
    }

    @Override
    public void process(T value, long timestamp) {
        for (Input<T> target : targets) {
            target.process(value, timestamp);
        }
    }

    @Override
    public void watermark(long timestamp) {
        for (Input<T> target : targets) {
            target.watermark(timestamp);
        }
    }

    @Override
    public void status(WatermarkStatus status) {
        for (Input<T> target : targets) {
            target.status(status);
        }
    }

    @Override
    public void endOfInput() {
        for (Input<T> target : targets) {
            target.endOfInput();
        }
    }
}

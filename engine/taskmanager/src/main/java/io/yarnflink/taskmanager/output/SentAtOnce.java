package io.yarnflink.taskmanager.output;

import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.exchange.OutputChannel;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import java.util.List;

/** Sends each record as soon as it is written, for operators that ask for it. */
public final class SentAtOnce<T> extends Input<T> {
    private final Input<T> target;
    private final List<OutputChannel<?>> channels;

    public SentAtOnce(Input<T> target, List<OutputChannel<?>> channels) {
        this.target = target;
        this.channels = channels;
    }

    @Override
    public void process(T value, long timestamp) {
        target.process(value, timestamp);
        channels.forEach(OutputChannel::flush);
    }

    @Override
    public void watermark(long timestamp) {
        target.watermark(timestamp);
    }

    @Override
    public void status(WatermarkStatus status) {
        target.status(status);
    }

    @Override
    public void endOfInput() {
        target.endOfInput();
    }
}

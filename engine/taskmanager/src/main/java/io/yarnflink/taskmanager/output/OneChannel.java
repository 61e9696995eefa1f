package io.yarnflink.taskmanager.output;

import io.yarnflink.taskmanager.exchange.OutputChannel;
import java.util.List;

/** Every record to the same channel. */
final class OneChannel<T> extends ExchangeOutput<T> {
    private final int channel;

    OneChannel(String operatorName, List<OutputChannel<?>> channels, int channel) {
        super(operatorName, channels);
        this.channel = channel;
    }

    @Override
    public void process(T value, long timestamp) {
        write(channel, value, timestamp, 0);
    }
}

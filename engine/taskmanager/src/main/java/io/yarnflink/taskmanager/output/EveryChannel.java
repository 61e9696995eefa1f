package io.yarnflink.taskmanager.output;

import io.yarnflink.taskmanager.exchange.OutputChannel;
import java.util.List;

/** Every record to every channel. */
final class EveryChannel<T> extends ExchangeOutput<T> {
    EveryChannel(String operatorName, List<OutputChannel<?>> channels) {
        super(operatorName, channels);
    }

    @Override
    public void process(T value, long timestamp) {
        for (int channel = 0; channel < channelCount(); channel++) {
            write(channel, value, timestamp, 0);
        }
    }
}

package io.yarnflink.taskmanager.output;

import io.yarnflink.taskmanager.exchange.OutputChannel;
import java.util.List;

/** To one channel after the other. */
final class RoundRobin<T> extends ExchangeOutput<T> {
    private int next;

    /** Producers begin at different channels, so that the first records do not all go to the same consumer. */
    RoundRobin(String operatorName, List<OutputChannel<?>> channels, int producerSubtask) {
        super(operatorName, channels);
        next = producerSubtask % channels.size();
    }

    @Override
    public void process(T value, long timestamp) {
        int channel = next;
        next = channel + 1 == channelCount() ? 0 : channel + 1;
        write(channel, value, timestamp, 0);
    }
}

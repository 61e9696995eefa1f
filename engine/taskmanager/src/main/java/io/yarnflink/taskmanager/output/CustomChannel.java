package io.yarnflink.taskmanager.output;

import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.functions.Partitioner;
import io.yarnflink.taskmanager.exchange.OutputChannel;
import java.util.List;

/** To the subtask that the user's partitioner chooses. */
final class CustomChannel<T, K> extends ExchangeOutput<T> {
    private final Partitioner<K> partitioner;
    private final KeySelector<T, K> selector;
    private final int[] channelOfSubtask;

    CustomChannel(
            String operatorName,
            List<OutputChannel<?>> channels,
            Partitioner<K> partitioner,
            KeySelector<T, K> selector,
            int[] channelOfSubtask) {
        super(operatorName, channels);
        this.partitioner = partitioner;
        this.selector = selector;
        this.channelOfSubtask = channelOfSubtask.clone();
    }

    @Override
    public void process(T value, long timestamp) {
        int subtask;
        try {
            subtask = partitioner.partition(selector.getKey(value), channelOfSubtask.length);
            if (subtask < 0 || subtask >= channelOfSubtask.length) {
                throw new IndexOutOfBoundsException("The partitioner chose channel " + subtask
                        + "; it must choose one of 0.." + (channelOfSubtask.length - 1));
            }
        } catch (Throwable e) {
            throw failed(e);
        }
        write(channelOfSubtask[subtask], value, timestamp, 0);
    }
}

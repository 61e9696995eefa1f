package io.yarnflink.taskmanager.output;

import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.functions.Partitioner;
import io.yarnflink.api.transformation.Partitioning;
import io.yarnflink.state.KeyGroups;
import io.yarnflink.taskmanager.exchange.OutputChannel;
import java.util.List;

/**
 * How one output of a task distributes its records. {@code consumerSubtasks} says which subtask of the consumer each
 * channel leads to.
 */
public record Distribution(
        String operatorName,
        int producerSubtask,
        Partitioning partitioning,
        List<Integer> consumerSubtasks,
        int consumerParallelism,
        int consumerMaxParallelism) {

    public Distribution {
        consumerSubtasks = List.copyOf(consumerSubtasks);
    }

    /** Whether records carry the hashes of their keys. */
    public boolean isKeyed() {
        return partitioning instanceof Partitioning.KeyGroups;
    }

    /** The end of the chain that writes to {@code channels}, which are in the order of the consumer's subtasks here. */
    @SuppressWarnings("unchecked") // The program was checked when it was built; here all records are objects.
    public ExchangeOutput<Object> over(List<OutputChannel<?>> channels, long seed) {
        if (partitioning instanceof Partitioning.Broadcast) {
            return new EveryChannel<>(operatorName, channels);
        }
        if (partitioning instanceof Partitioning.Shuffle) {
            return new RandomChannel<>(operatorName, channels, seed);
        }
        if (partitioning instanceof Partitioning.Rebalance || partitioning instanceof Partitioning.Rescale) {
            return new RoundRobin<>(operatorName, channels, producerSubtask);
        }
        if (partitioning instanceof Partitioning.KeyGroups byKey) {
            return new KeyGroupChannel<>(
                    operatorName,
                    channels,
                    (KeySelector<Object, ?>) byKey.keying().selector(),
                    channelOfKeyGroup());
        }
        if (partitioning instanceof Partitioning.Custom custom) {
            return new CustomChannel<>(
                    operatorName,
                    channels,
                    (Partitioner<Object>) custom.partitioner(),
                    (KeySelector<Object, Object>) custom.keySelector(),
                    channelOfSubtask());
        }
        // Forward has one channel; of the others only global is left.
        return new OneChannel<>(operatorName, channels, channels.size() == 1 ? 0 : channelOfSubtask()[0]);
    }

    private int[] channelOfKeyGroup() {
        int[] channelOfSubtask = channelOfSubtask();
        int[] channels = new int[consumerMaxParallelism];
        for (int group = 0; group < channels.length; group++) {
            channels[group] = channelOfSubtask[KeyGroups.subtask(group, consumerParallelism, consumerMaxParallelism)];
        }
        return channels;
    }

    private int[] channelOfSubtask() {
        int[] channels = new int[consumerParallelism];
        for (int subtask = 0; subtask < consumerParallelism; subtask++) {
            channels[subtask] = consumerSubtasks.indexOf(subtask);
            if (channels[subtask] < 0) {
                throw new IllegalStateException("the output of '" + operatorName + "' has no channel to subtask "
                        + subtask + " of " + consumerParallelism + ", only to " + consumerSubtasks);
            }
        }
        return channels;
    }
}

package io.yarnflink.taskmanager.output;

import io.yarnflink.taskmanager.exchange.OutputChannel;
import java.util.List;
import java.util.SplittableRandom;

/** Each record to a random channel. */
final class RandomChannel<T> extends ExchangeOutput<T> {
    private final SplittableRandom random;

    RandomChannel(String operatorName, List<OutputChannel<?>> channels, long seed) {
        super(operatorName, channels);
        random = new SplittableRandom(seed);
    }

    @Override
    public void process(T value, long timestamp) {
        write(random.nextInt(channelCount()), value, timestamp, 0);
    }
}

package io.yarnflink.jobmanager.execution;

import java.util.List;
import java.util.stream.IntStream;

/** Who talks to whom over one edge: every producer to every consumer, or each only to its share of the other side. */
public record EdgeChannels(int producers, int consumers, boolean pointwise) {

    /** The consumers that read a producer's subpartitions, by subpartition. */
    public List<Integer> consumersOf(int producer) {
        return IntStream.range(0, consumers)
                .filter(consumer -> connected(producer, consumer))
                .boxed()
                .toList();
    }

    public List<Integer> producersOf(int consumer) {
        return IntStream.range(0, producers)
                .filter(producer -> connected(producer, consumer))
                .boxed()
                .toList();
    }

    /** Which of the producer's subpartitions the consumer reads. */
    public int subpartition(int producer, int consumer) {
        return pointwise ? consumersOf(producer).indexOf(consumer) : consumer;
    }

    /** Of the side with more subtasks, each has exactly one partner. */
    private boolean connected(int producer, int consumer) {
        if (!pointwise) {
            return true;
        }
        return producers <= consumers
                ? (long) consumer * producers / consumers == producer
                : (long) producer * consumers / producers == consumer;
    }
}

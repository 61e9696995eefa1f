package io.yarnflink.api.functions;

/** Chooses the channel, from 0 to {@code numPartitions - 1}, for a key. */
@FunctionalInterface
public interface Partitioner<K> extends Function {
    int partition(K key, int numPartitions);
}

package io.yarnflink.api.transformation;

import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.functions.Partitioner;
import io.yarnflink.api.operators.Keying;
import java.io.Serializable;

/** How an edge distributes records over the channels to the next operator's subtasks. */
public sealed interface Partitioning extends Serializable {

    /** Subtask i to subtask i; both sides have the same parallelism. */
    record Forward() implements Partitioning {}

    /** Round robin over all subtasks. */
    record Rebalance() implements Partitioning {}

    /** Round robin over the subtasks that a producer's share of the consumers covers. */
    record Rescale() implements Partitioning {}

    /** A random subtask for each record. */
    record Shuffle() implements Partitioning {}

    /** Every record to every subtask. */
    record Broadcast() implements Partitioning {}

    /** All records to subtask 0. */
    record Global() implements Partitioning {}

    /** By key group of the record's key. */
    record KeyGroups(Keying<?, ?> keying) implements Partitioning {}

    /** By the user's partitioner. */
    record Custom(Partitioner<?> partitioner, KeySelector<?, ?> keySelector) implements Partitioning {}

    /** Whether subtask i of the producer only reaches some of the consumer's subtasks. */
    default boolean isPointwise() {
        return this instanceof Forward || this instanceof Rescale;
    }
}

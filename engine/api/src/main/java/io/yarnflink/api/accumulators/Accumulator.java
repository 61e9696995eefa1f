package io.yarnflink.api.accumulators;

import java.io.Serializable;

/** Sums up values in each subtask; the sums of all subtasks are merged when the job has finished. */
public interface Accumulator<V, R extends Serializable> extends Serializable, Cloneable {
    void add(V value);

    /** What this subtask has so far. */
    R getLocalValue();

    /** Forgets what was added. */
    void resetLocal();

    /** Takes the values of another subtask in. */
    void merge(Accumulator<V, R> other);

    /** A copy that does not change with this one. */
    Accumulator<V, R> clone();
}

package io.yarnflink.api.common;

import java.io.Serializable;
import java.util.Iterator;

/** An iterator that can be cut into several, which together give its elements. */
public abstract class SplittableIterator<T> implements Iterator<T>, Serializable {
    /** Cuts what has not been read yet into {@code numPartitions} parts, some of which may be empty. */
    public abstract Iterator<T>[] split(int numPartitions);

    /** Part {@code num} of {@code numPartitions}, counted from 0. */
    public Iterator<T> getSplit(int num, int numPartitions) {
        if (numPartitions < 1 || num < 0 || num >= numPartitions) {
            throw new IllegalArgumentException("there is no part " + num + " of " + numPartitions);
        }
        return split(numPartitions)[num];
    }

    /** The most parts that are not empty. */
    public abstract int getMaximumNumberOfSplits();
}

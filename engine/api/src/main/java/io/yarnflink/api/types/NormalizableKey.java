package io.yarnflink.api.types;

import io.yarnflink.api.memory.MemorySegment;

/** A key with a form whose bytes, compared without signs, are in the order of the keys. */
@SuppressWarnings("ComparableType") // T is the implementing class.
public interface NormalizableKey<T> extends Comparable<T>, Key<T> {
    /** How many bytes tell all keys apart. */
    int getMaxNormalizedKeyLen();

    /** Puts the first {@code len} bytes of that form at {@code offset}, zeros when it is shorter. */
    void copyNormalizedKey(MemorySegment memory, int offset, int len);
}

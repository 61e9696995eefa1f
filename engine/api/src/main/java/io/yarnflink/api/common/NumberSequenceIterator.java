package io.yarnflink.api.common;

import java.math.BigInteger;
import java.util.NoSuchElementException;

/** The numbers from one to another, both included. */
public class NumberSequenceIterator extends SplittableIterator<Long> {
    private final long to;
    private long current;
    private boolean exhausted;

    public NumberSequenceIterator(long from, long to) {
        if (from > to) {
            throw new IllegalArgumentException("the sequence ends at " + to + " before it begins at " + from);
        }
        this.current = from;
        this.to = to;
    }

    private NumberSequenceIterator(long from, long to, boolean exhausted) {
        this.current = from;
        this.to = to;
        this.exhausted = exhausted;
    }

    /** The next number. */
    public long getCurrent() {
        return current;
    }

    public long getTo() {
        return to;
    }

    @Override
    public boolean hasNext() {
        return !exhausted;
    }

    @Override
    public Long next() {
        if (exhausted) {
            throw new NoSuchElementException("the sequence ended at " + to);
        }
        long next = current;
        // The last number may be the largest there is.
        if (next == to) {
            exhausted = true;
        } else {
            current++;
        }
        return next;
    }

    @Override
    public NumberSequenceIterator[] split(int numPartitions) {
        if (numPartitions < 1) {
            throw new IllegalArgumentException("a sequence can be cut into 1 part or more, not " + numPartitions);
        }
        NumberSequenceIterator[] parts = new NumberSequenceIterator[numPartitions];
        // A sequence may have more numbers than a long can count.
        BigInteger begin = BigInteger.valueOf(current);
        BigInteger count = exhausted
                ? BigInteger.ZERO
                : BigInteger.valueOf(to).subtract(begin).add(BigInteger.ONE);
        for (int part = 0; part < numPartitions; part++) {
            BigInteger first = begin.add(share(count, part, numPartitions));
            BigInteger end = begin.add(share(count, part + 1, numPartitions));
            parts[part] = first.compareTo(end) < 0
                    ? new NumberSequenceIterator(
                            first.longValueExact(), end.subtract(BigInteger.ONE).longValueExact())
                    : new NumberSequenceIterator(to, to, true);
        }
        return parts;
    }

    private static BigInteger share(BigInteger count, int part, int parts) {
        return count.multiply(BigInteger.valueOf(part)).divide(BigInteger.valueOf(parts));
    }

    @Override
    public int getMaximumNumberOfSplits() {
        return exhausted ? 0 : (int) Math.min(Integer.MAX_VALUE, Math.max(1, Math.max(to - current, 0) + 1));
    }
}

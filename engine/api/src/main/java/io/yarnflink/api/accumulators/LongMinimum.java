package io.yarnflink.api.accumulators;

/** Keeps the least of long numbers. */
public class LongMinimum implements SimpleAccumulator<Long> {
    private static final long NOTHING = Long.MAX_VALUE;

    private long localValue;

    public LongMinimum() {
        this(NOTHING);
    }

    /** Begins with {@code value}. */
    public LongMinimum(long value) {
        localValue = value;
    }

    public void add(long value) {
        localValue = Math.min(localValue, value);
    }

    @Override
    public void add(Long value) {
        add(value.longValue());
    }

    @Override
    public Long getLocalValue() {
        return localValue;
    }

    public long getLocalValuePrimitive() {
        return localValue;
    }

    @Override
    public void resetLocal() {
        localValue = NOTHING;
    }

    @Override
    public void merge(Accumulator<Long, Long> other) {
        add(other.getLocalValue());
    }

    @Override
    public LongMinimum clone() {
        return new LongMinimum(localValue);
    }

    @Override
    public String toString() {
        return "LongMinimum " + localValue;
    }
}

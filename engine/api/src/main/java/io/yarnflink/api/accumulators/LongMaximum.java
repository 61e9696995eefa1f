package io.yarnflink.api.accumulators;

/** Keeps the greatest of long numbers. */
public class LongMaximum implements SimpleAccumulator<Long> {
    private static final long NOTHING = Long.MIN_VALUE;

    private long localValue;

    public LongMaximum() {
        this(NOTHING);
    }

    /** Begins with {@code value}. */
    public LongMaximum(long value) {
        localValue = value;
    }

    public void add(long value) {
        localValue = Math.max(localValue, value);
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
    public LongMaximum clone() {
        return new LongMaximum(localValue);
    }

    @Override
    public String toString() {
        return "LongMaximum " + localValue;
    }
}

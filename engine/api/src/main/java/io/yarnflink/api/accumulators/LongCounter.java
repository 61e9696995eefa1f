package io.yarnflink.api.accumulators;

/** Adds up long numbers; an overflow is silent. */
public class LongCounter implements SimpleAccumulator<Long> {
    private static final long NOTHING = 0;

    private long localValue;

    public LongCounter() {
        this(NOTHING);
    }

    /** Begins with {@code value}. */
    public LongCounter(long value) {
        localValue = value;
    }

    public void add(long value) {
        localValue += value;
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
    public LongCounter clone() {
        return new LongCounter(localValue);
    }

    @Override
    public String toString() {
        return "LongCounter " + localValue;
    }
}

package io.yarnflink.api.accumulators;

/** Adds up int numbers; an overflow is silent. */
public class IntCounter implements SimpleAccumulator<Integer> {
    private static final int NOTHING = 0;

    private int localValue;

    public IntCounter() {
        this(NOTHING);
    }

    /** Begins with {@code value}. */
    public IntCounter(int value) {
        localValue = value;
    }

    public void add(int value) {
        localValue += value;
    }

    @Override
    public void add(Integer value) {
        add(value.intValue());
    }

    @Override
    public Integer getLocalValue() {
        return localValue;
    }

    public int getLocalValuePrimitive() {
        return localValue;
    }

    @Override
    public void resetLocal() {
        localValue = NOTHING;
    }

    @Override
    public void merge(Accumulator<Integer, Integer> other) {
        add(other.getLocalValue());
    }

    @Override
    public IntCounter clone() {
        return new IntCounter(localValue);
    }

    @Override
    public String toString() {
        return "IntCounter " + localValue;
    }
}

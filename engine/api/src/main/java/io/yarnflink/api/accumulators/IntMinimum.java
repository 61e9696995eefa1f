package io.yarnflink.api.accumulators;

/** Keeps the least of int numbers. */
public class IntMinimum implements SimpleAccumulator<Integer> {
    private static final int NOTHING = Integer.MAX_VALUE;

    private int localValue;

    public IntMinimum() {
        this(NOTHING);
    }

    /** Begins with {@code value}. */
    public IntMinimum(int value) {
        localValue = value;
    }

    public void add(int value) {
        localValue = Math.min(localValue, value);
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
    public IntMinimum clone() {
        return new IntMinimum(localValue);
    }

    @Override
    public String toString() {
        return "IntMinimum " + localValue;
    }
}

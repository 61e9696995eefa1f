package io.yarnflink.api.accumulators;

/** Keeps the greatest of int numbers. */
public class IntMaximum implements SimpleAccumulator<Integer> {
    private static final int NOTHING = Integer.MIN_VALUE;

    private int localValue;

    public IntMaximum() {
        this(NOTHING);
    }

    /** Begins with {@code value}. */
    public IntMaximum(int value) {
        localValue = value;
    }

    public void add(int value) {
        localValue = Math.max(localValue, value);
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
    public IntMaximum clone() {
        return new IntMaximum(localValue);
    }

    @Override
    public String toString() {
        return "IntMaximum " + localValue;
    }
}

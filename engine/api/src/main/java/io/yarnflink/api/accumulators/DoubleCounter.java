package io.yarnflink.api.accumulators;

/** Adds up double numbers. */
public class DoubleCounter implements SimpleAccumulator<Double> {
    private static final double NOTHING = 0;

    private double localValue;

    public DoubleCounter() {
        this(NOTHING);
    }

    /** Begins with {@code value}. */
    public DoubleCounter(double value) {
        localValue = value;
    }

    public void add(double value) {
        localValue += value;
    }

    @Override
    public void add(Double value) {
        add(value.doubleValue());
    }

    @Override
    public Double getLocalValue() {
        return localValue;
    }

    public double getLocalValuePrimitive() {
        return localValue;
    }

    @Override
    public void resetLocal() {
        localValue = NOTHING;
    }

    @Override
    public void merge(Accumulator<Double, Double> other) {
        add(other.getLocalValue());
    }

    @Override
    public DoubleCounter clone() {
        return new DoubleCounter(localValue);
    }

    @Override
    public String toString() {
        return "DoubleCounter " + localValue;
    }
}

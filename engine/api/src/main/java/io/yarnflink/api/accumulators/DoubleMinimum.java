package io.yarnflink.api.accumulators;

/** Keeps the least of double numbers. */
public class DoubleMinimum implements SimpleAccumulator<Double> {
    private static final double NOTHING = Double.POSITIVE_INFINITY;

    private double localValue;

    public DoubleMinimum() {
        this(NOTHING);
    }

    /** Begins with {@code value}. */
    public DoubleMinimum(double value) {
        localValue = value;
    }

    public void add(double value) {
        localValue = Math.min(localValue, value);
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
    public DoubleMinimum clone() {
        return new DoubleMinimum(localValue);
    }

    @Override
    public String toString() {
        return "DoubleMinimum " + localValue;
    }
}

package io.yarnflink.api.accumulators;

/** Keeps the greatest of double numbers. */
public class DoubleMaximum implements SimpleAccumulator<Double> {
    private static final double NOTHING = Double.NEGATIVE_INFINITY;

    private double localValue;

    public DoubleMaximum() {
        this(NOTHING);
    }

    /** Begins with {@code value}. */
    public DoubleMaximum(double value) {
        localValue = value;
    }

    public void add(double value) {
        localValue = Math.max(localValue, value);
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
    public DoubleMaximum clone() {
        return new DoubleMaximum(localValue);
    }

    @Override
    public String toString() {
        return "DoubleMaximum " + localValue;
    }
}

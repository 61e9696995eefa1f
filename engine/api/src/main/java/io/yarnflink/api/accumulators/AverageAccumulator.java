package io.yarnflink.api.accumulators;

/** The mean of numbers; 0 of none. */
public class AverageAccumulator implements SimpleAccumulator<Double> {
    private long count;
    private double sum;

    public AverageAccumulator() {}

    private AverageAccumulator(long count, double sum) {
        this.count = count;
        this.sum = sum;
    }

    public void add(double value) {
        count++;
        sum += value;
    }

    public void add(long value) {
        add((double) value);
    }

    public void add(int value) {
        add((double) value);
    }

    @Override
    public void add(Double value) {
        add(value.doubleValue());
    }

    @Override
    public Double getLocalValue() {
        return count == 0 ? 0.0 : sum / count;
    }

    @Override
    public void resetLocal() {
        count = 0;
        sum = 0;
    }

    /** Weighs both means by how many numbers they are of. */
    @Override
    public void merge(Accumulator<Double, Double> other) {
        if (!(other instanceof AverageAccumulator average)) {
            throw new IllegalArgumentException("Only another AverageAccumulator knows how many numbers its mean is of,"
                    + " but a " + other.getClass().getName() + " was given");
        }
        count += average.count;
        sum += average.sum;
    }

    @Override
    public AverageAccumulator clone() {
        return new AverageAccumulator(count, sum);
    }

    @Override
    public String toString() {
        return "AverageAccumulator " + getLocalValue() + " of " + count + " numbers";
    }
}

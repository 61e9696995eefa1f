package io.yarnflink.api.metrics;

/** Measures how values are distributed. */
public interface Histogram extends Metric {
    void update(long value);

    long getCount();

    HistogramStatistics getStatistics();

    @Override
    default MetricType getMetricType() {
        return MetricType.HISTOGRAM;
    }
}

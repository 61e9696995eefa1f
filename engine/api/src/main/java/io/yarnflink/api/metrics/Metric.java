package io.yarnflink.api.metrics;

/** Something that is measured. */
public interface Metric {
    default MetricType getMetricType() {
        throw new UnsupportedOperationException(
                getClass().getName() + " is none of Counter, Gauge, Meter and Histogram; implement one of them");
    }
}

package io.yarnflink.api.metrics;

/** A value that is read when someone asks; from any thread. */
public interface Gauge<T> extends Metric {
    T getValue();

    @Override
    default MetricType getMetricType() {
        return MetricType.GAUGE;
    }
}

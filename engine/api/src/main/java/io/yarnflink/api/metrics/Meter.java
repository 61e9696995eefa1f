package io.yarnflink.api.metrics;

/** Measures a rate in events per second. */
public interface Meter extends Metric {
    void markEvent();

    void markEvent(long n);

    double getRate();

    long getCount();

    @Override
    default MetricType getMetricType() {
        return MetricType.METER;
    }
}

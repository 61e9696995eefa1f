package io.yarnflink.api.metrics;

/** The kinds of metrics. */
public enum MetricType {
    COUNTER,
    METER,
    GAUGE,
    HISTOGRAM
}

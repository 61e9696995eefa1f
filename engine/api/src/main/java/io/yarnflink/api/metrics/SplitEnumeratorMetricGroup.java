package io.yarnflink.api.metrics;

/** The metrics of a source's enumerator. */
public interface SplitEnumeratorMetricGroup extends MetricGroup {
    /** Registers how many splits are known and not assigned to any reader. */
    <G extends Gauge<Long>> G setUnassignedSplitsGauge(G unassignedSplitsGauge);
}

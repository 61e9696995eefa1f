package io.yarnflink.api.connector.sink;

import io.yarnflink.api.metrics.SinkCommitterMetricGroup;

/** What a committer may ask of its job; it runs in the JobMaster, alone for its sink. */
public interface CommitterInitContext extends InitContext {
    SinkCommitterMetricGroup metricGroup();
}

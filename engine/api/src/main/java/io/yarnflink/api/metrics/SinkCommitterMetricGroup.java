package io.yarnflink.api.metrics;

/** The metrics of a sink's committer; the engine counts, and a committer may count along. */
public interface SinkCommitterMetricGroup extends MetricGroup {
    /** What was handed over to be committed. */
    Counter getNumCommittablesTotalCounter();

    Counter getNumCommittablesFailureCounter();

    Counter getNumCommittablesRetryCounter();

    Counter getNumCommittablesSuccessCounter();

    Counter getNumCommittablesAlreadyCommittedCounter();

    void setCurrentPendingCommittablesGauge(Gauge<Integer> currentPendingCommittablesGauge);
}

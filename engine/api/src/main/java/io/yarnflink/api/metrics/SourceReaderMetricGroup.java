package io.yarnflink.api.metrics;

/** The metrics of a source's reader. */
public interface SourceReaderMetricGroup extends MetricGroup {
    /** Records that could not be read. */
    Counter getNumRecordsInErrorsCounter();

    /** Registers how many bytes are there and not read yet. */
    void setPendingBytesGauge(Gauge<Long> pendingBytesGauge);

    void setPendingRecordsGauge(Gauge<Long> pendingRecordsGauge);
}

package io.yarnflink.api.metrics;

/** The metrics of a sink's writer, which counts what it sends. */
public interface SinkWriterMetricGroup extends MetricGroup {
    default Counter getNumRecordsOutErrorsCounter() {
        return getNumRecordsSendErrorsCounter();
    }

    /** Records that could not be sent. */
    Counter getNumRecordsSendErrorsCounter();

    Counter getNumRecordsSendCounter();

    Counter getNumBytesSendCounter();

    /** Registers how long the last record took to send, in milliseconds. */
    void setCurrentSendTimeGauge(Gauge<Long> currentSendTimeGauge);
}

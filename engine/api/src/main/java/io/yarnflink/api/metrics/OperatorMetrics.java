package io.yarnflink.api.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;

/** The metrics that one operator defines, in groups; defined by the operator's thread, read by any. */
public final class OperatorMetrics
        implements SourceReaderMetricGroup,
                SplitEnumeratorMetricGroup,
                SinkWriterMetricGroup,
                SinkCommitterMetricGroup {
    private final List<String> scope;
    private final Map<String, String> variables;
    private final Map<String, Metric> metrics = new ConcurrentHashMap<>();
    private final Map<String, OperatorMetrics> groups = new ConcurrentHashMap<>();

    public OperatorMetrics(List<String> scope) {
        this(scope, Map.of());
    }

    /** {@code variables} by their names in angle brackets. */
    public OperatorMetrics(List<String> scope, Map<String, String> variables) {
        this.scope = scope;
        this.variables = variables;
    }

    @Override
    public Counter counter(String name) {
        return counter(name, new SimpleCounter());
    }

    @Override
    public <C extends Counter> C counter(String name, C counter) {
        return defined(name, counter);
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        return defined(name, gauge);
    }

    @Override
    public <H extends Histogram> H histogram(String name, H histogram) {
        return defined(name, histogram);
    }

    @Override
    public <M extends Meter> M meter(String name, M meter) {
        return defined(name, meter);
    }

    /** The first metric of a name stays; a later one works, but nobody reads it. */
    private <M extends Metric> M defined(String name, M metric) {
        metrics.putIfAbsent(name, metric);
        return metric;
    }

    /** What was defined under that name in this group. */
    public Optional<Metric> find(String name) {
        return Optional.ofNullable(metrics.get(name));
    }

    @Override
    public MetricGroup addGroup(String name) {
        return groups.computeIfAbsent(name, absent -> new OperatorMetrics(scopeWith(name), variables));
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put("<" + key + ">", value);
        return groups.computeIfAbsent(key + '\0' + value, absent -> {
            List<String> longer = new ArrayList<>(scopeWith(key));
            longer.add(value);
            return new OperatorMetrics(List.copyOf(longer), Map.copyOf(more));
        });
    }

    private List<String> scopeWith(String name) {
        List<String> longer = new ArrayList<>(scope);
        longer.add(name);
        return List.copyOf(longer);
    }

    @Override
    public String[] getScopeComponents() {
        return scope.toArray(new String[0]);
    }

    @Override
    public Map<String, String> getAllVariables() {
        return variables;
    }

    @Override
    public String getMetricIdentifier(String metricName) {
        return getMetricIdentifier(metricName, CharacterFilter.NO_OP_FILTER);
    }

    @Override
    public String getMetricIdentifier(String metricName, CharacterFilter filter) {
        StringJoiner identifier = new StringJoiner(".");
        scopeWith(metricName).forEach(part -> identifier.add(filter.filterCharacters(part)));
        return identifier.toString();
    }

    /** The counter of a name that the engine knows, the same at each call. */
    private Counter known(String name) {
        return metrics.computeIfAbsent(name, absent -> new SimpleCounter()) instanceof Counter counter
                ? counter
                : new SimpleCounter();
    }

    @Override
    public Counter getNumRecordsInErrorsCounter() {
        return known("numRecordsInErrors");
    }

    @Override
    public void setPendingBytesGauge(Gauge<Long> pendingBytesGauge) {
        gauge("pendingBytes", pendingBytesGauge);
    }

    @Override
    public void setPendingRecordsGauge(Gauge<Long> pendingRecordsGauge) {
        gauge("pendingRecords", pendingRecordsGauge);
    }

    @Override
    public <G extends Gauge<Long>> G setUnassignedSplitsGauge(G unassignedSplitsGauge) {
        return this.<Long, G>gauge("unassignedSplits", unassignedSplitsGauge);
    }

    @Override
    public Counter getNumRecordsSendErrorsCounter() {
        return known("numRecordsSendErrors");
    }

    @Override
    public Counter getNumRecordsSendCounter() {
        return known("numRecordsSend");
    }

    @Override
    public Counter getNumBytesSendCounter() {
        return known("numBytesSend");
    }

    @Override
    public void setCurrentSendTimeGauge(Gauge<Long> currentSendTimeGauge) {
        gauge("currentSendTime", currentSendTimeGauge);
    }

    @Override
    public Counter getNumCommittablesTotalCounter() {
        return known("totalCommittables");
    }

    @Override
    public Counter getNumCommittablesFailureCounter() {
        return known("failedCommittables");
    }

    @Override
    public Counter getNumCommittablesRetryCounter() {
        return known("retriedCommittables");
    }

    @Override
    public Counter getNumCommittablesSuccessCounter() {
        return known("successfulCommittables");
    }

    @Override
    public Counter getNumCommittablesAlreadyCommittedCounter() {
        return known("alreadyCommittedCommittables");
    }

    @Override
    public void setCurrentPendingCommittablesGauge(Gauge<Integer> currentPendingCommittablesGauge) {
        gauge("pendingCommittables", currentPendingCommittablesGauge);
    }
}
